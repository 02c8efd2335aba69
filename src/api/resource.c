/*
 * Rendering actions and ARNs. Must never know what a service's resources are: templates say that.
 */
#include "api/resource.h"

#include "base/buf.h"

struct str
resource_action(const struct exchange *x, const struct operation *operation)
{
    if (operation->action != NULL)
        return str_from(operation->action);
    return arena_format(x->arena, "%s:%s", x->service->name, operation->name);
}

/* Gives what stands at a place of a template. */
static struct str
place_value(const struct exchange *x, struct str name)
{
    if (str_equal(name, STR("partition")))
        return str_from(principal_partition(x->principal));
    if (str_equal(name, STR("region")))
        return principal_region(x->principal);
    if (str_equal(name, STR("account")))
        return principal_account_id(x->principal);
    const struct value *value = arguments_named(x->service, x->operation, &x->arguments, name);
    return value != NULL && value->kind == VALUE_TEXT ? value->text : STR("*");
}

static struct str
render(const struct exchange *x, const char *template)
{
    struct str rest = str_from(template), text;
    struct buf out;
    if (template == NULL)
        return STR("*");
    buf_init(&out, x->arena);
    while (str_next(&rest, '{', &text)) {
        buf_add(&out, text);
        if (str_next(&rest, '}', &text))
            buf_add(&out, place_value(x, text));
    }
    return buf_str(&out);
}

struct str
resource_asked(const struct exchange *x)
{
    return render(x,
                  x->operation->resource != NULL ? x->operation->resource : x->service->resource);
}

struct str
resource_denied(const struct exchange *x)
{
    struct str asked = resource_asked(x);
    return str_equal(asked, STR("*")) ? render(x, x->service->denied) : asked;
}
