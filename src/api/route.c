/*
 * The router over the operation table.
 * A path that differs from its row in a single byte is another path: what was signed is what is
 * routed.
 */
#include "api/route.h"

#include "api/service.h"
#include "base/codec.h"
#include "wire/form.h"
#include "wire/protocols.h"

/* Counts the segments of a pattern or path that is not over. */
static size_t
segments(struct str path)
{
    size_t count = path.data != NULL ? 1 : 0;
    for (size_t i = 0; i < path.size; i++)
        count += path.data[i] == '/';
    return count;
}

/* Cuts off a path all but its last `left` segments; false when it has no more than those. */
static bool
next_greedy(struct str *path, size_t left, struct str *ret_given)
{
    struct str rest = *path, segment;
    size_t count = segments(*path);
    if (count <= left)
        return false;
    for (; count > left; count--)
        if (!str_next(&rest, '/', &segment))
            return false;
    size_t size = path->size - rest.size - (rest.data != NULL ? 1 : 0);
    *ret_given = str_slice(*path, 0, size);
    *path = rest;
    return true;
}

static void
add_parameter(struct arena *arena, struct node *parameters, struct str name, struct str raw)
{
    struct node *last = parameters->first;
    struct str text = { NULL, 0 };
    bool broken = percent_decode(arena, raw, &text) < 0 || !utf8_is_text(text);
    while (last != NULL && last->next != NULL)
        last = last->next;
    tree_append(parameters, last, tree_node(arena, NODE_LOOSE, name, text))->broken = broken;
}

/* Compares a raw path with a row's, segment by segment, and adds what stands for parameters, where
 * they are wanted. */
static bool
path_matches(struct str pattern, struct str path, struct arena *arena, struct node *parameters)
{
    struct str wanted, given;
    while (str_next(&pattern, '/', &wanted)) {
        bool named = str_starts_with(wanted, STR("{"));
        bool greedy = named && str_ends_with(wanted, STR("+}"));
        if (greedy ? !next_greedy(&path, segments(pattern), &given) : !str_next(&path, '/', &given))
            return false;
        if (!named) {
            if (!str_equal(wanted, given))
                return false;
        } else if (given.size == 0) {
            return false;
        } else if (parameters != NULL) {
            struct str name = str_slice(wanted, 1, wanted.size - (greedy ? 3 : 2));
            add_parameter(arena, parameters, name, given);
        }
    }
    return path.data == NULL;
}

const struct operation *
operation_find(const struct service *service, struct str method, struct str path)
{
    for (const struct operation *row = service->operations; row->name != NULL; row++)
        if (str_equal(str_from(row->method), method) &&
            path_matches(str_from(row->path), path, NULL, NULL))
            return row;
    return NULL;
}

struct node *
path_tree(struct arena *arena, const struct operation *operation, struct str path)
{
    struct node *parameters = tree_node(arena, NODE_OBJECT, STR(""), STR(""));
    (void)path_matches(str_from(operation->path), path, arena, parameters);
    return parameters;
}

/* Finds the operation by the name that the form gives: the path says nothing. */
static int
route_by_action(struct exchange *x, struct fault *f)
{
    struct str action, version;
    if (form_tree(x->arena, x->request, &x->input[FIELD_IN_FORM], f) < 0)
        return -1;
    if (form_value(x->input[FIELD_IN_FORM], STR("Action"), &action) < 0)
        return fault_set(f, FAULT_MISSING_ACTION);
    if (form_value(x->input[FIELD_IN_FORM], STR("Version"), &version) < 0)
        version = STR("NO_VERSION_SPECIFIED");
    if (str_equal(version, str_from(x->service->version)))
        x->operation = operation_named(x->service, action);
    if (x->operation != NULL)
        return 0;
    fault_set(f, FAULT_UNKNOWN_OPERATION);
    fault_argument(f, 0, action);
    fault_argument(f, 1, version);
    return -1;
}

/* A form is at "/", whatever its operation. */
static bool
is_form(const struct request *request)
{
    return str_equal(request->path, STR("/")) &&
           (str_equal(request->method, STR("POST")) || str_equal(request->method, STR("GET")));
}

/* Likewise by "<interface>.<operation>", before which some clients put a namespace. */
static int
route_by_target(struct exchange *x, struct fault *f)
{
    const struct header *target = request_header(x->request, STR("x-amz-target"));
    const char *interface = x->service->version;
    struct str rest = target != NULL ? target->value : STR(""), part, before = STR("");
    struct str name = STR("");
    while (str_next(&rest, '.', &part)) {
        before = name;
        name = part;
    }
    if (str_equal(x->request->path, STR("/")) && str_equal(x->request->method, STR("POST")) &&
        str_equal(before, str_from(interface)))
        x->operation = operation_named(x->service, name);
    return x->operation != NULL ? 0 : fault_set(f, FAULT_UNKNOWN_OPERATION);
}

static int
find_operation(struct exchange *x, struct fault *f)
{
    switch (protocol_row(x->protocol)->operation) {
    case OPERATION_IN_FORM:
        return is_form(x->request) ? route_by_action(x, f) : fault_set(f, FAULT_MISSING_ACTION);
    case OPERATION_IN_TARGET:
        return route_by_target(x, f);
    case OPERATION_IN_PATH:
    case OPERATION_PLACES:
        break;
    }
    x->operation = operation_find(x->service, x->request->method, x->request->path);
    if (x->operation == NULL)
        return fault_set(f, FAULT_UNKNOWN_OPERATION);
    x->input[FIELD_IN_PATH] = path_tree(x->arena, x->operation, x->request->path);
    return 0;
}

int
route(struct exchange *x, struct fault *f)
{
    if (find_operation(x, f) < 0)
        return -1;
    int64_t most = size_body_bytes(x->config, x->operation->size);
    if (x->request->body.size <= (size_t)most)
        return 0;
    return fault_set_reason(f, FAULT_REQUEST_TOO_LARGE, "the body is larger than %lld bytes",
                            (long long)most);
}

enum size_class
route_size(struct str method, struct str target)
{
    struct str path = str_slice(target, 0, str_find(target, '?'));
    enum size_class largest = SIZE_ORDINARY;
    for (size_t i = 0; services[i] != NULL; i++)
        for (const struct operation *row = services[i]->operations; row->name != NULL; row++)
            if (row->size > largest && path.size > 1 && str_equal(str_from(row->method), method) &&
                path_matches(str_from(row->path), path, NULL, NULL))
                largest = row->size;
    return largest;
}

/* Tells whether a service, which is not served in full, has an operation that nobody signs. */
static bool
is_never_signed(const struct service *service, struct str action, struct str version)
{
    struct str names = str_from(service->never_signed), name;
    if (!str_equal(version, str_from(service->version)))
        return false;
    while (str_next(&names, '|', &name))
        if (str_equal(action, name))
            return true;
    return false;
}

int
route_unsigned(struct exchange *x, struct fault *f)
{
    struct str action, version;
    fault_set(f, FAULT_MISSING_AUTHENTICATION);
    if (!is_form(x->request) || form_tree(x->arena, x->request, &x->input[FIELD_IN_FORM], f) < 0 ||
        form_value(x->input[FIELD_IN_FORM], STR("Action"), &action) < 0 ||
        form_value(x->input[FIELD_IN_FORM], STR("Version"), &version) < 0)
        return fault_set(f, FAULT_MISSING_AUTHENTICATION);
    for (size_t i = 0; services[i] != NULL; i++) {
        if (!is_never_signed(services[i], action, version))
            continue;
        fault_set_reason(f, FAULT_UNKNOWN_OPERATION, "%.*s is not served here", STR_PRINTF(action));
        fault_argument(f, 0, action);
        fault_argument(f, 1, version);
    }
    return -1;
}
