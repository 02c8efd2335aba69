/*
 * What malloc() keeps of memory that was freed. For processes that now and then need a hundred
 * times what they need else, and many of which run beside each other.
 */
#ifndef MEMBERHUB_BASE_MEMORY_H
#define MEMBERHUB_BASE_MEMORY_H

/*
 * Has large blocks go back to the system whenever they are freed. glibc would raise its idea of
 * large to 32 MiB with the first one that is freed, and keep all of that from then on. Source:
 * mallopt(3), M_MMAP_THRESHOLD.
 */
void memory_settle(void);

/* Gives back what is free, wherever it lies. Takes some hundred microseconds. */
void memory_give_back(void);

#endif
