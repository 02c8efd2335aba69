/*
 * The leaf of an event, against values that were computed elsewhere from the written format.
 */
#include "audit/event.h"

#include "base/attributes.h"
#include "base/codec.h"
#include "harness.h"

/* STR() is no constant, which an initialiser at file scope must be. */
#define VIEW(literal)                  \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

static const struct audit_event invitation = {
    .transaction_id = VIEW("1234"),
    .sequence = VIEW("42"),
    .event_id = VIEW("0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9"),
    .account_id = VIEW("111111111111"),
    .service = VIEW("securityhub"),
    .region = VIEW("eu-west-1"),
    .event_name = VIEW("InviteMembers"),
    .event_time_ms = VIEW("1763805600123"),
    .effects = VIEW("[{\"administrator\":\"111111111111\",\"member\":\"222222222222\","
                    "\"from\":\"Created\",\"to\":\"Invited\"}]"),
    /* Sizes count bytes: two characters of the note have two each. */
    .record = VIEW("{\"eventVersion\":\"1.09\",\"eventName\":\"InviteMembers\","
                   "\"note\":\"Gr\xc3\xbc\xc3\x9f"
                   "e\"}"),
};

static struct str
leaf_of(const struct audit_event *event)
{
    uint8_t leaf[SHA256_SIZE];
    audit_event_leaf(event, leaf);
    return hex_encode(test_arena(), leaf, sizeof leaf);
}

static void
known_leaf(void)
{
    CU_ASSERT_STR_EQUAL(leaf_of(&invitation),
                        STR("a5053a9678a4923657c0d921e9eb011dff1d6d2d97a5e881025c9b225e7b621d"));
}

static void
no_effects(void)
{
    struct audit_event event = invitation;
    event.effects = (struct str){ NULL, 0 };
    struct str leaf = leaf_of(&event);
    CU_ASSERT_STR_EQUAL(leaf,
                        STR("15e2e3a1bb6e9a91e9d7175876527d2fb411f986090f978165659e2b5e6cd824"));
    event.effects = STR("");
    CU_ASSERT_STR_EQUAL(leaf_of(&event), leaf);
}

static void
every_member_counts(void)
{
    struct audit_event event = invitation;
    struct str *members[] = {
        &event.transaction_id, &event.sequence, &event.event_id,   &event.account_id,
        &event.service,        &event.region,   &event.event_name, &event.event_time_ms,
        &event.effects,        &event.record,
    };
    struct str leaf = leaf_of(&invitation);
    CU_ASSERT_EQUAL(ARRAY_COUNT(members) * sizeof(struct str), sizeof event);
    for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
        struct str kept = *members[i];
        *members[i] = str_slice(kept, 0, kept.size - 1);
        CU_ASSERT_FALSE(str_equal(leaf_of(&event), leaf));
        *members[i] = kept;
    }
    CU_ASSERT_STR_EQUAL(leaf_of(&event), leaf);
}

static void
bytes_stay_in_their_member(void)
{
    struct audit_event event = invitation;
    event.service = STR("securityhu");
    event.region = STR("beu-west-1");
    CU_ASSERT_FALSE(str_equal(leaf_of(&event), leaf_of(&invitation)));
}

SUITE(audit_event)
{
    static const struct test_case cases[] = {
        { "a known event has its known leaf", known_leaf },
        { "an event without effects hashes them as empty", no_effects },
        { "a change of any member changes the leaf", every_member_counts },
        { "bytes that move from one member to the next change the leaf",
          bytes_stay_in_their_member },
        { .name = NULL },
    };
    return cases;
}
