/*
 * Reads the plan at once: a line costs nothing more while the load runs.
 */
#include "load_plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A million long lines; the file is held in memory. */
enum { PLAN_BYTES_MAX = 1 << 30 };

static void *
allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fprintf(stderr, "load: out of memory\n");
        abort();
    }
    return memory;
}

static int
refuse(const char *path, size_t line, const char *problem)
{
    if (line > 0)
        fprintf(stderr, "load: %s:%zu: %s\n", path, line, problem);
    else
        fprintf(stderr, "load: %s: %s\n", path, problem);
    return -1;
}

/* Reads all of an open file; gives NULL when it cannot be read or is too large. */
static char *
read_file(FILE *file, size_t *ret_size)
{
    if (fseek(file, 0, SEEK_END) < 0)
        return NULL;
    long size = ftell(file);
    if (size < 0 || size > PLAN_BYTES_MAX || fseek(file, 0, SEEK_SET) < 0)
        return NULL;
    char *text = allocate((size_t)size + 1, 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) {
        free(text);
        return NULL;
    }
    *ret_size = (size_t)size;
    return text;
}

static int
read_step(struct str line, struct load_step *ret_step)
{
    struct load_step step = { .body = line };
    struct str *const words[] = { &step.key_id, &step.method, &step.target };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++)
        if (!str_next(&step.body, ' ', words[i]) || words[i]->size == 0)
            return -1;
    if (!str_starts_with(step.target, STR("/")))
        return -1;
    *ret_step = step;
    return 0;
}

static int
read_steps(const char *path, struct str text, struct load_plan *plan)
{
    struct str rest = text, line;
    size_t lines = 1, number = 0;
    for (size_t i = 0; i < text.size; i++)
        lines += text.data[i] == '\n';
    plan->steps = allocate(lines, sizeof *plan->steps);
    while (str_next(&rest, '\n', &line)) {
        number++;
        if (line.size == 0)
            continue;
        if (read_step(line, &plan->steps[plan->count++]) < 0)
            return refuse(path, number, "a line is KEY_ID METHOD /TARGET [BODY]");
    }
    return plan->count > 0 ? 0 : refuse(path, 0, "no request is in it");
}

int
load_plan_read(const char *path, struct load_plan *ret_plan)
{
    struct load_plan plan = { 0 };
    size_t size = 0;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return refuse(path, 0, strerror(errno));
    plan.text = read_file(file, &size);
    fclose(file);
    if (plan.text == NULL)
        return refuse(path, 0, "it is no file that can be read as a whole");
    if (read_steps(path, (struct str){ plan.text, size }, &plan) < 0) {
        load_plan_release(&plan);
        return -1;
    }
    *ret_plan = plan;
    return 0;
}

void
load_plan_release(struct load_plan *plan)
{
    free(plan->steps);
    free(plan->text);
    *plan = (struct load_plan){ 0 };
}
