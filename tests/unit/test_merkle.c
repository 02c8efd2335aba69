/*
 * The seal's trees against RFC 6962's shape: roots of Certificate Transparency's own test data, and
 * roots that were computed by the recursive definition elsewhere.
 */
#include "audit/merkle.h"

#include "base/attributes.h"
#include "base/codec.h"
#include "harness.h"

static struct str
hex(const uint8_t digest[SHA256_SIZE])
{
    return hex_encode(test_arena(), digest, SHA256_SIZE);
}

/* A leaf as Certificate Transparency has it: SHA-256 of a zero byte and the data. */
static void
add_data(struct merkle *tree, struct str data)
{
    uint8_t leaf[SHA256_SIZE];
    const struct str parts[] = { STR("\0"), data };
    sha256_parts(parts, ARRAY_COUNT(parts), leaf);
    merkle_add(tree, leaf);
}

/* SHA-256 of a counter of four bytes. */
static void
add_counted(struct merkle *tree, uint32_t number)
{
    uint8_t leaf[SHA256_SIZE];
    const char bytes[] = { (char)(number >> 24), (char)(number >> 16), (char)(number >> 8),
                           (char)number };
    sha256((struct str){ bytes, sizeof bytes }, leaf);
    merkle_add(tree, leaf);
}

static void
roots_of_certificate_transparency(void)
{
    const struct {
        struct str data;
        const char *root;
    } steps[] = {
        { STR(""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
        { STR("\0"), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
        { STR("\x10"), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
        { STR(" !"), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
        { STR("01"), "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
        { STR("@ABC"), "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
        { STR("PQRSTUVW"), "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
        { STR("`abcdefghijklmno"),
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
    };
    struct merkle tree;
    uint8_t root[SHA256_SIZE];
    merkle_init(&tree);
    for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
        add_data(&tree, steps[i].data);
        merkle_root(&tree, root);
        CU_ASSERT_STR_EQUAL(hex(root), str_from(steps[i].root));
    }
}

static void
no_leaves(void)
{
    struct merkle tree;
    uint8_t root[SHA256_SIZE];
    merkle_init(&tree);
    merkle_root(&tree, root);
    CU_ASSERT_STR_EQUAL(hex(root),
                        STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

static void
every_count_up_to_300(void)
{
    struct merkle tree;
    uint8_t roots[301][SHA256_SIZE], digest[SHA256_SIZE];
    merkle_init(&tree);
    for (uint32_t count = 0; count < ARRAY_COUNT(roots); count++) {
        merkle_root(&tree, roots[count]);
        add_counted(&tree, count);
    }
    sha256((struct str){ (const char *)roots, sizeof roots }, digest);
    CU_ASSERT_STR_EQUAL(hex(digest),
                        STR("bb42a7eda637869fe27e24150493db00b65d57398d34f15bc005cbbf740cfbc1"));
}

static void
a_thousand_leaves(void)
{
    struct merkle tree;
    uint8_t root[SHA256_SIZE];
    merkle_init(&tree);
    for (uint32_t number = 0; number < 1000; number++)
        add_counted(&tree, number);
    CU_ASSERT_EQUAL(tree.count, 1000);
    merkle_root(&tree, root);
    CU_ASSERT_STR_EQUAL(hex(root),
                        STR("f3e2d6294c2f5bf2bcd8dab177901e7325f4ebc799809df49ea8914324a90af6"));
}

static void
account_leaves(void)
{
    struct merkle tree;
    uint8_t leaf[SHA256_SIZE];
    merkle_init(&tree);
    add_data(&tree, STR(""));
    add_data(&tree, STR("\0"));
    add_data(&tree, STR("\x10"));
    merkle_account_leaf(STR("111111111111"), &tree, leaf);
    CU_ASSERT_STR_EQUAL(hex(leaf),
                        STR("3736569c12333a3e62c728203af8b90d0aa1c2032b1a64d0fbee82248f31e986"));
    merkle_init(&tree);
    for (uint32_t number = 0; number < 300; number++)
        add_counted(&tree, number);
    merkle_account_leaf(STR("222222222222"), &tree, leaf);
    CU_ASSERT_STR_EQUAL(hex(leaf),
                        STR("5bf1d323f64cd3d4654cd5345f5493ddfaa546d034abab6f6cde8882d0bb14c7"));
}

SUITE(merkle)
{
    static const struct test_case cases[] = {
        { "roots agree with Certificate Transparency's", roots_of_certificate_transparency },
        { "the root of no leaves is the hash of nothing", no_leaves },
        { "every count up to 300 has the tree of RFC 6962", every_count_up_to_300 },
        { "a thousand leaves have the tree of RFC 6962", a_thousand_leaves },
        { "an account's leaf is over its id, its count in eight bytes and its root",
          account_leaves },
        { .name = NULL },
    };
    return cases;
}
