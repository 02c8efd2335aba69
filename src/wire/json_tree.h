/*
 * A JSON document as a tree: RFC 8259's grammar and this server's narrower rules. Its cost is
 * bounded by the document's size: a node for JSON_BYTES_A_VALUE bytes of it, or JSON_VALUES_MAX.
 */
#ifndef MEMBERHUB_WIRE_JSON_TREE_H
#define MEMBERHUB_WIRE_JSON_TREE_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/fault.h"
#include "base/str.h"
#include "wire/tree.h"

/*
 * A document may have this many values, and a large one as many as this makes of its size:
 * "[[],[]," would be a node for every three bytes. Fifty accounts with their addresses need 152;
 * findings have about 40 bytes a value.
 */
enum { JSON_VALUES_MAX = 4096, JSON_BYTES_A_VALUE = 16 };

/*
 * Reads `text`, which must be one object and nothing else; the tree has slices of it. Refused
 * beyond RFC 8259: U+0000 in any form, lone surrogates, bytes that are not UTF-8, integers beyond
 * 64 bits, numbers that a double cannot hold, nesting deeper than TREE_DEPTH_MAX, two members of
 * one name. FAULT_SERIALIZATION with the byte offset, where there is one, and the rule as reason.
 */
int json_tree(struct arena *arena, struct str text, struct node **ret_object,
              struct fault *f) MUST_CHECK;

#endif
