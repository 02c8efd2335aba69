/*
 * Exchanges that are some way along: identified and routed, with what a case gives them of input.
 */
#ifndef MEMBERHUB_TESTS_EXCHANGE_FIXTURE_H
#define MEMBERHUB_TESTS_EXCHANGE_FIXTURE_H

#include "api/exchange.h"
#include "services/services.h"
#include "signed_fixture.h"

/* A credential source that knows every key, as its own account's. */
static inline int
know_every_key(void *context, struct arena *arena, struct str access_key_id,
               const struct credential_scope *scope, struct str security_token, bool fresh,
               struct credential *ret_credential, struct fault *f)
{
    (void)context, (void)security_token, (void)fresh, (void)f;
    *ret_credential = (struct credential){ .state = CREDENTIAL_USABLE,
                                           .access_epoch = 7,
                                           .account_id = arena_copy(arena, access_key_id) };
    sigv4_signing_key(arena, STR("test"), scope, ret_credential->signing_key);
    return 0;
}

/* Gives the exchange of a call that was routed to an operation of a service. */
static inline struct exchange
exchange_of(const struct service *service, const char *operation, struct signed_call call)
{
    static const struct config config = { .auth.clock_skew_s = 300 };
    const struct credential_source source = { .lookup = know_every_key };
    const struct operation *row = operation_named(service, str_from(operation));
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    call.service = service->name;
    return (struct exchange){ .arena = test_arena(),
                              .config = &config,
                              .request = signed_request(call),
                              .request_id = STR("7f9a24be-5a5c-4d2c-8c6b-111111111111"),
                              .principal = signer_of(test_arena(), call, &source),
                              .service = service,
                              .dialect = service->dialect,
                              .operation = row,
                              .arguments.values = arena_array(
                                  test_arena(), field_slots(service, row), sizeof(struct value)) };
}

/* Gives a field of the exchange's operation a value, as decoding would. A row without that field
 * is left as it is. */
static inline void
give_value(struct exchange *x, const char *name, struct value given)
{
    const struct value *value =
        arguments_named(x->service, x->operation, &x->arguments, str_from(name));
    if (value != NULL)
        x->arguments.values[value - x->arguments.values] = given;
}

static inline void
give_text(struct exchange *x, const char *name, const char *text)
{
    give_value(x, name, (struct value){ .kind = VALUE_TEXT, .text = str_from(text) });
}

#endif
