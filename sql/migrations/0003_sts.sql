-- STS beside Security Hub and GuardDuty: it has no enrollments and keeps no state, but errors in a
-- dialect of its own.

ALTER TABLE memberhub.fault_catalogue
    DROP CONSTRAINT fault_catalogue_dialect_known,
    ADD CONSTRAINT fault_catalogue_dialect_known
        CHECK (dialect IN ('documented', 'observed', 'guardduty', 'query'));
