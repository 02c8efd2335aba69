CREATE OR REPLACE FUNCTION memberhub.collections_end(p_caller memberhub.caller) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
    IF p_caller.service = 'guardduty' THEN
        DELETE FROM criteria_filter AS c WHERE c.region = p_caller.region AND c.account_id = p_caller.account_id;
        DELETE FROM finding AS f
        WHERE f.service = p_caller.service AND f.region = p_caller.region AND f.account_id = p_caller.account_id;
        RETURN;
    END IF;
    DELETE FROM insight AS i WHERE i.region = p_caller.region AND i.account_id = p_caller.account_id;
    DELETE FROM action_target AS t WHERE t.region = p_caller.region AND t.account_id = p_caller.account_id;
    DELETE FROM product_subscription AS s WHERE s.region = p_caller.region AND s.account_id = p_caller.account_id;
    DELETE FROM finding_aggregator AS g WHERE g.account_id = p_caller.account_id AND g.region = p_caller.region;
END
$$;
REVOKE ALL ON FUNCTION memberhub.collections_end(memberhub.caller) FROM PUBLIC;
COMMENT ON FUNCTION memberhub.collections_end(memberhub.caller) IS
    'Removes what goes with an enrollment that ends: of GuardDuty its findings and filters; of the hub insights, actions, '
    'subscriptions and the aggregator. The hub''s findings stay, unseen, until they are too old.';
