/*
 * Telling protocols apart: by name those that look like REST-JSON, the others by what only they
 * send.
 */
#include "wire/protocol.h"

#include "base/attributes.h"

static const struct {
    const char *service; /* in the credential scope */
    const char *path;    /* how it begins */
    enum protocol protocol;
} named[] = {
    { "ec2", "", PROTOCOL_EC2 },
    { "s3", "", PROTOCOL_S3 },
    { "s3express", "", PROTOCOL_S3 },
    { "s3-outposts", "/S3Outposts", PROTOCOL_REST_JSON },
    { "s3-outposts", "", PROTOCOL_S3 },
    { "cloudfront", "", PROTOCOL_REST_XML },
    { "route53", "", PROTOCOL_REST_XML },
    { "cloudsearch", "/2013-01-01/", PROTOCOL_REST_JSON }, /* a form, but no Action */
};

static const struct {
    const char *header, *value; /* how the value begins */
    enum protocol protocol;
} marks[] = {
    { "x-amz-target", "", PROTOCOL_JSON },
    { "smithy-protocol", "rpc-v2-cbor", PROTOCOL_CBOR },
    { "content-type", "application/x-www-form-urlencoded", PROTOCOL_QUERY },
};

enum protocol
protocol_of(const struct request *request, struct str service)
{
    for (size_t i = 0; i < ARRAY_COUNT(named); i++)
        if (str_equal(service, str_from(named[i].service)) &&
            str_starts_with(request->path, str_from(named[i].path)))
            return named[i].protocol;
    for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
        const struct header *header = request_header(request, str_from(marks[i].header));
        struct str value = str_from(marks[i].value);
        if (header != NULL && str_equal_nocase(str_slice(header->value, 0, value.size), value))
            return marks[i].protocol;
    }
    return PROTOCOL_REST_JSON;
}
