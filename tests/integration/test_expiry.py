"""Findings that are too old go by themselves, as the settings say."""
import pytest

from module_stack import stack_of_a_module
from private_stack import wait_for

INSERT = """
INSERT INTO memberhub.finding (service, region, account_id, key, product_arn, finding_id, record_state, workflow_status,
    created_at, updated_at, imported_at, processed_at, size, document)
SELECT 'securityhub', 'eu-west-1', '111111111111', gen_random_uuid(), 'p', days || ' ' || state, state, 'NEW', now(),
       now() - days * interval '1 day', now() - days * interval '1 day', now() - days * interval '1 day', 2, '{}'
FROM unnest(ARRAY[1, 3, 6]) AS days CROSS JOIN unnest(ARRAY['ACTIVE', 'ARCHIVED']) AS state
"""
LEFT = "SELECT string_agg(finding_id, ', ' ORDER BY finding_id) FROM memberhub.finding"


def psql(stack, sql):
    done = stack.dev("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("sealing", ["on", "off"])
def test_findings_go_when_their_days_are_over_whether_a_sealer_or_a_counter_is_there(sealing):
    with stack_of_a_module("expiry", audit_seal=sealing, findings_kept_days=5, findings_archived_days=2) as stack:
        stack.up()
        psql(stack, INSERT)
        stack.dev("down")
        stack.up()  # a server that starts begins with a walk, and then there is one an hour
        wait_for(lambda: psql(stack, LEFT) == "1 ACTIVE, 1 ARCHIVED, 3 ACTIVE", "the old ones go")
        assert stack.events("findings_expired")[-1]["findings"] == 3
