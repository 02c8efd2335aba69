/*
 * Logging of trouble that may last.
 * Must never write a line for each time that the same thing goes wrong.
 */
#include "daemon/trouble.h"

#include <unistd.h>

#include "base/log.h"
#include "base/str.h"

void
trouble_note(struct trouble *trouble, int result, const struct fault *f)
{
    if (result >= 0 && trouble->is_on)
        log_event(LOG_INFO, trouble->over_event, LOG_FIELD_NUMBER("pid", getpid()));
    if (result < 0 && (!trouble->is_on || trouble->code != f->code))
        log_event(LOG_ERROR, trouble->event,
                  LOG_FIELD_TEXT("fault", str_from(fault_row(f->code)->name)),
                  LOG_FIELD_TEXT("detail", str_from(f->detail)));
    trouble->is_on = result < 0;
    if (result < 0)
        trouble->code = f->code;
}
