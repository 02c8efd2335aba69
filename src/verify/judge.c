/*
 * From a root that does not fit to the event that is wrong.
 * Must never name an event that the hashes do not prove to be the one.
 */
#include "verify/judge.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    SWAPS_MAX = 64,      /* events of an account among which two that changed places are looked for:
                            2,016 pairs */
    REMOVALS_MAX = 1024, /* events of an account among which one too many is looked for */
    CHOICES_MAX = 10,    /* events that have another hash than is stored, of which it is found out
                            which of the two is right: 1,024 choices */
};

static const char event_altered[] = "is not what was sealed";
static const char leaf_altered[] = "is as it was sealed, its stored hash is not";
/* Where the number of events is another, no tree tells which one. */
static const char one_altered[] = "and its stored hash are not of one another: one was altered";

/* The events of one account in one seal, and what was sealed of them. */
struct bundle {
    const struct audit_judge *judge;
    int64_t seal;
    const struct tree_leaf *leaves;
    size_t count;
    const struct tree_account *sealed; /* NULL: nothing */
};

static struct finding_place
place_of(const struct bundle *bundle, const struct tree_leaf *leaf)
{
    struct finding_place place = { .seal = bundle->seal,
                                   .account = account_text_str(&leaf->account) };
    if (leaf->kept != NULL) {
        place.sequence = leaf->kept->sequence;
        place.event_id = leaf->kept->event_id;
    }
    return place;
}

static void
report_leaf(const struct bundle *bundle, const struct tree_leaf *leaf, enum finding_kind kind,
            const char *what)
{
    struct finding_place place = place_of(bundle, leaf);
    struct str name = leaf->kept != NULL ? leaf->kept->event_name : STR("an event");
    audit_report_add(bundle->judge->report, kind, &place, "%.*s, number %" PRId64 ", %s",
                     STR_PRINTF(name), leaf->sequence, what);
}

/* Reports every leaf that differs from the stored one. */
static void
report_differing(const struct bundle *bundle, enum finding_kind kind, const char *what)
{
    for (size_t i = 0; i < bundle->count; i++)
        if (bundle->leaves[i].stored != NULL)
            report_leaf(bundle, &bundle->leaves[i], kind, what);
}

static bool
fits(const struct bundle *bundle, const struct tree_leaf *leaves, size_t count)
{
    uint8_t root[SHA256_SIZE];
    audit_tree_root(leaves, count, root);
    return audit_tree_same(root, bundle->sealed->root);
}

/* Gives the leaf that an event would have in another one's place. */
static void
leaf_in_place_of(const struct tree_leaf *event, const struct tree_leaf *place,
                 uint8_t ret_leaf[SHA256_SIZE])
{
    struct audit_event moved = *event->kept;
    moved.sequence = place->kept->sequence;
    moved.transaction_id = place->kept->transaction_id;
    audit_event_leaf(&moved, ret_leaf);
}

/* Tells whether the tree fits once two events are back in one another's places. */
static bool
swap_fits(const struct bundle *bundle, struct tree_leaf *copy, size_t a, size_t b)
{
    if (copy[a].kept == NULL || copy[b].kept == NULL)
        return false;
    struct tree_leaf saved_a = copy[a], saved_b = copy[b];
    leaf_in_place_of(&saved_a, &saved_b, copy[b].leaf);
    leaf_in_place_of(&saved_b, &saved_a, copy[a].leaf);
    bool found = fits(bundle, copy, bundle->count);
    copy[a] = saved_a;
    copy[b] = saved_b;
    return found;
}

/* Looks for two events that changed places, and reports them. */
static bool
report_swap(const struct bundle *bundle)
{
    struct tree_leaf copy[SWAPS_MAX];
    if (bundle->count > SWAPS_MAX)
        return false;
    bytes_copy(copy, sizeof copy, bundle->leaves, bundle->count * sizeof *copy);
    for (size_t a = 0; a < bundle->count; a++)
        for (size_t b = a + 1; b < bundle->count; b++)
            if (swap_fits(bundle, copy, a, b)) {
                report_leaf(bundle, &copy[a], FINDING_EVENT_REORDERED, "stands in another's place");
                report_leaf(bundle, &copy[b], FINDING_EVENT_REORDERED, "stands in another's place");
                return true;
            }
    return false;
}

static size_t
count_differing(const struct bundle *bundle)
{
    size_t differing = 0;
    for (size_t i = 0; i < bundle->count; i++)
        differing += bundle->leaves[i].stored != NULL;
    return differing;
}

/* Gives a copy of the leaves, to be freed. */
static struct tree_leaf *
copy_leaves(const struct bundle *bundle)
{
    size_t size = bundle->count * sizeof(struct tree_leaf);
    struct tree_leaf *copy = malloc(size);
    if (copy == NULL)
        abort();
    bytes_copy(copy, size, bundle->leaves, size);
    return copy;
}

static void
swap_leaves(struct tree_leaf *a, struct tree_leaf *b)
{
    struct tree_leaf saved = *a;
    *a = *b;
    *b = saved;
}

/*
 * Looks for the place where the stored hash of the one event that differs gives the tree, and
 * reports it: its sequence may be what was altered, which is what puts it in its place.
 */
static bool
report_only(const struct bundle *bundle)
{
    size_t only = 0, place = 0;
    if (count_differing(bundle) != 1 || bundle->count > REMOVALS_MAX)
        return false;
    while (bundle->leaves[only].stored == NULL)
        only++;
    struct tree_leaf *copy = copy_leaves(bundle);
    bytes_copy(copy[only].leaf, SHA256_SIZE, copy[only].stored, SHA256_SIZE);
    for (size_t i = only; i > 0; i--)
        swap_leaves(&copy[i], &copy[i - 1]);
    while (place < bundle->count && !fits(bundle, copy, bundle->count)) {
        if (place + 1 < bundle->count)
            swap_leaves(&copy[place], &copy[place + 1]);
        place++;
    }
    free(copy);
    if (place < bundle->count)
        report_leaf(bundle, &bundle->leaves[only], FINDING_EVENT_ALTERED, event_altered);
    return place < bundle->count;
}

/* Tells whether a choice, whose bits are of the events that differ in turn, takes the stored hash
 * of number `place` among them. */
static bool
takes_stored(unsigned choice, size_t place)
{
    return (choice >> place % (sizeof choice * CHAR_BIT) & 1) != 0;
}

/* Tells whether the tree fits by a choice; `copy` has the leaves. */
static bool
choice_fits(const struct bundle *bundle, struct tree_leaf *copy, unsigned choice)
{
    size_t place = 0;
    for (size_t i = 0; i < bundle->count; i++)
        if (copy[i].stored != NULL)
            bytes_copy(copy[i].leaf, SHA256_SIZE,
                       takes_stored(choice, place++) ? copy[i].stored : bundle->leaves[i].leaf,
                       SHA256_SIZE);
    return fits(bundle, copy, bundle->count);
}

/*
 * Looks for the choice between own and stored hash of each event that differs with which the tree
 * fits; among many for that alone which takes all the stored ones. Gives 0 when there is none.
 */
static unsigned
find_choice(const struct bundle *bundle)
{
    size_t differing = count_differing(bundle);
    bool is_few = differing <= CHOICES_MAX && bundle->count <= REMOVALS_MAX;
    unsigned choice = is_few ? (1U << differing) - 1 : UINT_MAX, none = is_few ? 0 : choice - 1;
    struct tree_leaf *copy = copy_leaves(bundle);
    while (choice > none && !choice_fits(bundle, copy, choice))
        choice--;
    free(copy);
    return choice > none ? choice : 0;
}

/* Reports which events, and which stored hashes, are not what was sealed, where that can be found
 * out. */
static bool
report_choice(const struct bundle *bundle)
{
    unsigned choice = find_choice(bundle);
    size_t place = 0;
    for (size_t i = 0; i < bundle->count && choice != 0; i++) {
        const struct tree_leaf *leaf = &bundle->leaves[i];
        if (leaf->stored == NULL)
            continue;
        if (takes_stored(choice, place++))
            report_leaf(bundle, leaf, FINDING_EVENT_ALTERED, event_altered);
        else
            report_leaf(bundle, leaf, FINDING_LEAF_ALTERED, leaf_altered);
    }
    return choice != 0;
}

/* As many events as were sealed, but not the same. */
static void
judge_altered(const struct bundle *bundle)
{
    if (report_swap(bundle) || report_only(bundle) || report_choice(bundle))
        return;
    if (bundle->count == 1) {
        report_leaf(bundle, bundle->leaves, FINDING_EVENT_ALTERED,
                    "is not what was sealed, and neither is its stored hash");
        return;
    }
    struct finding_place place = { .seal = bundle->seal,
                                   .account = account_text_str(&bundle->sealed->account) };
    audit_report_add(bundle->judge->report, FINDING_EVENT_ALTERED, &place,
                     "of the account's %zu events, from number %" PRId64 " to %" PRId64
                     ", at least one is not what was sealed, and neither is its stored hash",
                     bundle->count, bundle->leaves[0].sequence,
                     bundle->leaves[bundle->count - 1].sequence);
}

/* Finds the one event without which the tree fits; gives the count when there is none. */
static size_t
find_excess(const struct bundle *bundle)
{
    size_t found = bundle->count, rest = bundle->count - 1;
    if (bundle->count > REMOVALS_MAX)
        return found;
    struct tree_leaf *others = calloc(bundle->count, sizeof *others);
    if (others == NULL)
        abort();
    /* others[] lacks the leaf i, which moves one place on with each turn. */
    bytes_copy(others, bundle->count * sizeof *others, bundle->leaves + 1, rest * sizeof *others);
    for (size_t i = 0; i < bundle->count && found == bundle->count; i++) {
        if (i > 0)
            others[i - 1] = bundle->leaves[i - 1];
        if (fits(bundle, others, rest))
            found = i;
    }
    free(others);
    return found;
}

/* More events than were sealed. */
static void
judge_inserted(const struct bundle *bundle)
{
    uint64_t excess = bundle->count - bundle->sealed->events;
    size_t found = excess == 1 ? find_excess(bundle) : bundle->count;
    if (found < bundle->count) {
        report_leaf(bundle, &bundle->leaves[found], FINDING_EVENT_INSERTED,
                    "was not there when the others were sealed");
        return;
    }
    report_differing(bundle, FINDING_EVENT_ALTERED, one_altered);
    struct finding_place place = { .seal = bundle->seal,
                                   .account = account_text_str(&bundle->sealed->account) };
    audit_report_add(bundle->judge->report, FINDING_EVENT_INSERTED, &place,
                     "the account has %zu events, from number %" PRId64 " to %" PRId64
                     ", where %" PRIu64 " were sealed",
                     bundle->count, bundle->leaves[0].sequence,
                     bundle->leaves[bundle->count - 1].sequence, bundle->sealed->events);
}

/* Fewer events than were sealed, where a statement says what stayed. */
static void
judge_left(const struct bundle *bundle, const struct tree_account *stayed)
{
    struct bundle left = *bundle;
    struct str account = account_text_str(&bundle->sealed->account);
    struct finding_place place = { .seal = bundle->seal, .account = account };
    left.sealed = stayed;
    if (bundle->count < stayed->events || (bundle->count > 0 && stayed->events == 0)) {
        report_differing(bundle, FINDING_EVENT_ALTERED, one_altered);
        audit_report_add(bundle->judge->report, FINDING_EVENT_MISSING, &place,
                         "of %" PRIu64 " events that were sealed %zu are there, and by the "
                         "statement of a drop %" PRIu64 " stayed",
                         bundle->sealed->events, bundle->count, stayed->events);
    } else if (bundle->count > stayed->events) {
        judge_inserted(&left);
    } else if (bundle->count > 0 && !fits(&left, left.leaves, left.count)) {
        judge_altered(&left);
    } else {
        report_differing(bundle, FINDING_LEAF_ALTERED, leaf_altered);
    }
    bundle->judge->gone(bundle->judge->context, bundle->seal, account, bundle->count,
                        bundle->sealed->events - bundle->count);
}

static void
judge_bundle(const struct bundle *bundle)
{
    const struct audit_judge *judge = bundle->judge;
    if (bundle->sealed == NULL) {
        for (size_t i = 0; i < bundle->count; i++)
            report_leaf(bundle, &bundle->leaves[i], FINDING_EVENT_INSERTED,
                        "is of an account of which nothing was sealed then");
        return;
    }
    if (bundle->count == bundle->sealed->events && fits(bundle, bundle->leaves, bundle->count)) {
        report_differing(bundle, FINDING_LEAF_ALTERED, leaf_altered);
        return;
    }
    struct tree_account stayed = { .account = bundle->sealed->account };
    if (bundle->count < bundle->sealed->events &&
        judge->left(judge->context, bundle->seal, account_text_str(&stayed.account), bundle->count,
                    &stayed.events, stayed.root)) {
        judge_left(bundle, &stayed);
        return;
    }
    if (bundle->count == bundle->sealed->events) {
        judge_altered(bundle);
    } else if (bundle->count > bundle->sealed->events) {
        judge_inserted(bundle);
    } else {
        struct finding_place place = { .seal = bundle->seal,
                                       .account = account_text_str(&bundle->sealed->account) };
        report_differing(bundle, FINDING_EVENT_ALTERED, one_altered);
        judge->missing(judge->context, &place, bundle->sealed->events - bundle->count);
    }
}

/* Orders two accounts, either of which may be beyond the last. */
static int
compare_accounts(const struct tree_account *a, const struct tree_account *a_end,
                 const struct tree_account *b, const struct tree_account *b_end)
{
    if (a == a_end || b == b_end)
        return a == a_end ? 1 : -1;
    return memcmp(&a->account, &b->account, sizeof a->account);
}

/* What is behind the last of some accounts; there may be no memory where there are none. */
static const struct tree_account *
end_of(const struct tree_account *accounts, size_t count)
{
    return count > 0 ? accounts + count : accounts;
}

/* Calls judge_bundle() for each account that has events or had some when the seal was made. */
static void
judge_accounts(const struct audit_judge *judge, const struct audit_tree *tree, int64_t seal)
{
    const struct tree_account *has = tree->accounts;
    const struct tree_account *has_end = end_of(has, tree->account_count);
    const struct tree_account *had = tree->stored, *had_end = end_of(had, tree->stored_count);
    while (has < has_end || had < had_end) {
        int order = compare_accounts(has, has_end, had, had_end);
        struct bundle bundle = { .judge = judge, .seal = seal };
        if (order <= 0) {
            bundle.leaves = tree->leaves + has->first;
            bundle.count = (size_t)has->events;
            has++;
        }
        if (order >= 0)
            bundle.sealed = had++;
        judge_bundle(&bundle);
    }
}

/* The events are as they were sealed: what else is stored of them? */
static void
judge_stored(const struct audit_judge *judge, const struct audit_tree *tree, int64_t seal)
{
    struct bundle all = {
        .judge = judge, .seal = seal, .leaves = tree->leaves, .count = tree->count
    };
    report_differing(&all, FINDING_LEAF_ALTERED, leaf_altered);
    for (size_t i = 0; i < tree->account_count || i < tree->stored_count; i++) {
        const struct tree_account *has = i < tree->account_count ? &tree->accounts[i] : NULL;
        const struct tree_account *stored = i < tree->stored_count ? &tree->stored[i] : NULL;
        if (has != NULL && stored != NULL && has->events == stored->events &&
            memcmp(&has->account, &stored->account, sizeof has->account) == 0 &&
            audit_tree_same(has->root, stored->root))
            continue;
        struct finding_place place = {
            .seal = seal, .account = account_text_str(&(has != NULL ? has : stored)->account)
        };
        audit_report_add(judge->report, FINDING_SEAL_ACCOUNTS, &place,
                         "the row of this account is gone, altered or one too many; the events "
                         "are as they were sealed");
        return;
    }
}

void
audit_judge_seal(const struct audit_judge *judge, const struct audit_tree *tree,
                 const struct seal_record *record, bool signed_root)
{
    uint8_t has[SHA256_SIZE], stored[SHA256_SIZE];
    audit_tree_top(tree->accounts, tree->account_count, has);
    if (signed_root && audit_tree_same(has, record->root)) {
        judge_stored(judge, tree, record->number);
        return;
    }
    audit_tree_top(tree->stored, tree->stored_count, stored);
    if (signed_root && !audit_tree_same(stored, record->root)) {
        struct finding_place place = { .seal = record->number };
        audit_report_add(judge->report, FINDING_SEAL_ACCOUNTS, &place,
                         "the rows of this seal's accounts do not give the root that was signed");
    }
    judge_accounts(judge, tree, record->number);
}
