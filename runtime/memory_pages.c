// Large pages are asked for only where they come cheaply. They save most of the cost
// of touching memory for the first time where the system has them at hand; in a virtual
// machine whose host takes free memory back, though, each of them is fetched from the host,
// several milliseconds apiece, while small pages come from what was used a moment ago.
#include "memory.h"

#include <sys/mman.h>
#include <time.h>

// Clearing a large page takes a tenth of that where the memory is really there.
enum { DEAR_NANOSECONDS = 1000000 };

// How much memory is to come in small pages after a large one was dear, before the next try:
// what the process itself gave back meanwhile comes cheaply again.
static const size_t SMALL_AFTER_DEAR = (size_t)64 << 20;
static size_t small_left;

// Time of this thread alone, so that waiting for a core is not taken for waiting for memory.
static int64_t
now(void)
{
    struct timespec time = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// Touches the first large page that lies whole from `fresh` on, and keeps its content.
static bool
comes_cheaply(char *fresh, const char *end)
{
    size_t skew = (size_t)(-(uintptr_t)fresh) & (RT_LARGE_PAGE - 1);
    if ((size_t)(end - fresh) < skew + RT_LARGE_PAGE)
        return true;
    volatile char *page = fresh + skew;
    int64_t before = now();
    *page = *page;
    return now() - before < DEAR_NANOSECONDS;
}

void
rt_ask_large_pages(char *start, char *fresh, char *end)
{
    size_t bytes = (size_t)(end - start);
    size_t fresh_bytes = (size_t)(end - fresh);
    if (small_left > 0) {
        small_left -= fresh_bytes < small_left ? fresh_bytes : small_left;
        return;
    }
    if (madvise(start, bytes, MADV_HUGEPAGE) != 0 || comes_cheaply(fresh, end))
        return;
    small_left = SMALL_AFTER_DEAR;
    madvise(start, bytes, MADV_NOHUGEPAGE);
}
