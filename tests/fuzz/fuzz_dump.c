/*
 * The target for the verifier's reader: a dump of a trail that comes from somebody who may want the
 * verifier to fall.
 */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/audit_print.h"
#include "fuzz.h"
#include "verify/verify.h"

/* Of the trail in the corpus, so that its seals are good and the events below them are reached. */
static const uint8_t public_key[ED25519_PUBLIC_KEY_SIZE] = {
    0x25, 0xf5, 0xd3, 0x0d, 0x90, 0x7e, 0x28, 0xec, 0x29, 0xa4, 0xce, 0x6a, 0x27, 0x77, 0x06, 0x2f,
    0x13, 0xeb, 0x42, 0x52, 0xd7, 0x40, 0x10, 0x29, 0x71, 0xba, 0xfb, 0xd6, 0x74, 0x37, 0x61, 0x73
};

static int
open_dump(struct str text, struct audit_source **ret_source, struct fault *f)
{
    char path[64];
    int fd = memfd_create("dump", MFD_CLOEXEC);
    MUST(fd >= 0 && write(fd, text.data, text.size) == (ssize_t)text.size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int opened = audit_source_open_dump(path, ret_source, f);
    close(fd);
    return opened;
}

void
fuzz_dump(struct arena *arena, struct str input)
{
    struct audit_source *source;
    struct audit_print print;
    struct audit_report report;
    struct audit_seals seals;
    struct audit_totals totals;
    struct fault f;
    (void)arena;
    if (open_dump(input, &source, &f) < 0)
        return;
    audit_print_init(&print, true);
    audit_report_init(&report, audit_print_finding, &print);
    audit_seals_init(&seals, &report, public_key);
    /* A failure is a damaged dump; the report told it. */
    if (audit_verify(source, &seals, &report, 365, NULL, NULL, &totals, &f) < 0)
        MUST(f.code < fault_count());
    audit_seals_release(&seals);
    audit_report_release(&report);
    audit_print_release(&print);
    audit_source_free(source);
}
