-- STS and CloudTrail beside Security Hub and GuardDuty: they have no enrollments and keep no state,
-- but errors in dialects of their own.

ALTER TABLE memberhub.fault_catalogue
    DROP CONSTRAINT fault_catalogue_dialect_known,
    ADD CONSTRAINT fault_catalogue_dialect_known
        CHECK (dialect IN ('documented', 'observed', 'guardduty', 'query', 'json'));
