/*
 * memberhubctl sigv4: shows how a signature comes about. Needs no server, no database and no
 * configuration.
 */
#ifndef MEMBERHUB_CLI_CMD_SIGV4_H
#define MEMBERHUB_CLI_CMD_SIGV4_H

/*
 * Explains the signature of one raw HTTP/1.1 request, of whatever service and region, in the header
 * or the query form: prints canonical request, string to sign, expected signature and the first
 * thing that is wrong.
 *   --request FILE   the request; "-" is standard input
 *   --secret-file FILE  has the secret access key in its first line, "-" is standard input; else
 *                    the environment's MEMBERHUB_SECRET. Not an argument: ps shows those
 *   --at TIME        YYYYMMDDTHHMMSSZ: the server's clock; now when absent
 *   --json           one JSON object: verifies, canonical_request, string_to_sign,
 * expected_signature (null where the request was refused before them) and wrong, which is null or
 * {check, message} argv[0] is the command's name, for messages. Gives 0 when the request verifies,
 * 1 when it does not, 2 for wrong usage, a file that cannot be read or an output that cannot be
 * written.
 */
int cmd_sigv4_explain(int argc, char **argv);

#endif
