// The sorting algorithm that CPython describes in listsort.txt, for one kind of item:
// natural runs, lengthened by binary insertion, merged in the order of "powersort" with
// galloping. Written for inconsistent orders too (nan): every comparison is made between
// the items and in the order that CPython makes it, so that the result is the same.
//
// Included once per kind. Before: SORT(name) makes names, ITEM is the type of an item,
// LESS(a, b) compares two of them.

typedef struct {
    ITEM *base;
    int64_t length;
    int power;
} SORT(run);

typedef struct {
    ITEM *items;
    int64_t count;
    ITEM *spare;  // room for half of the items
    int64_t least_gallop;
    int run_count;
    SORT(run) runs[RT_SORT_MOST_RUNS];
} SORT(state);

static void
SORT(reverse)(ITEM *low, ITEM *high)
{
    for (high--; low < high; low++, high--) {
        ITEM kept = *low;
        *low = *high;
        *high = kept;
    }
}

// Sorts low .. high - 1, of which low .. start - 1 are in order.
static void
SORT(insertion)(ITEM *low, ITEM *high, ITEM *start)
{
    for (start += start == low; start < high; start++) {
        ITEM pivot = *start;
        ITEM *left = low, *right = start;
        while (left < right) {
            ITEM *middle = left + ((right - left) >> 1);
            if (LESS(pivot, *middle))
                right = middle;
            else
                left = middle + 1;
        }
        memmove(left + 1, left, (size_t)((char *)start - (char *)left));
        *left = pivot;
    }
}

// Length of the run at `low`: ascending, or strictly descending, which is then reversed.
static int64_t
SORT(take_run)(ITEM *low, ITEM *high)
{
    if (high - low == 1)
        return 1;
    ITEM *end = low + 2;
    if (LESS(low[1], low[0])) {
        while (end < high && LESS(end[0], end[-1]))
            end++;
        SORT(reverse)(low, end);
    } else {
        while (end < high && !LESS(end[0], end[-1]))
            end++;
    }
    return end - low;
}

// Where `key` belongs in the n items at `a`, before equal ones. Starts looking at `hint`.
static int64_t
SORT(gallop_left)(ITEM key, const ITEM *a, int64_t n, int64_t hint)
{
    int64_t last = 0, offset = 1;
    if (LESS(a[hint], key)) {
        int64_t most = n - hint;
        while (offset < most && LESS(a[hint + offset], key)) {
            last = offset;
            offset = 2 * offset + 1;
        }
        offset = (offset < most ? offset : most) + hint;
        last += hint;
    } else {
        int64_t most = hint + 1;
        while (offset < most && !LESS(a[hint - offset], key)) {
            last = offset;
            offset = 2 * offset + 1;
        }
        int64_t near = hint - last;
        last = hint - (offset < most ? offset : most);
        offset = near;
    }
    for (last++; last < offset;) {
        int64_t middle = last + ((offset - last) >> 1);
        if (LESS(a[middle], key))
            last = middle + 1;
        else
            offset = middle;
    }
    return offset;
}

// The same, behind equal ones.
static int64_t
SORT(gallop_right)(ITEM key, const ITEM *a, int64_t n, int64_t hint)
{
    int64_t last = 0, offset = 1;
    if (LESS(key, a[hint])) {
        int64_t most = hint + 1;
        while (offset < most && LESS(key, a[hint - offset])) {
            last = offset;
            offset = 2 * offset + 1;
        }
        int64_t near = hint - last;
        last = hint - (offset < most ? offset : most);
        offset = near;
    } else {
        int64_t most = n - hint;
        while (offset < most && !LESS(key, a[hint + offset])) {
            last = offset;
            offset = 2 * offset + 1;
        }
        offset = (offset < most ? offset : most) + hint;
        last += hint;
    }
    for (last++; last < offset;) {
        int64_t middle = last + ((offset - last) >> 1);
        if (LESS(key, a[middle]))
            offset = middle;
        else
            last = middle + 1;
    }
    return offset;
}

// Merges the neighbours a (na items, the shorter) and b from the left: a moves to the
// spare room. b[0] goes first, a's last item goes last.
static void
SORT(merge_low)(SORT(state) * state, ITEM *a, int64_t na, ITEM *b, int64_t nb)
{
    ITEM *to = a;
    a = memcpy(state->spare, a, (size_t)na * sizeof(ITEM));
    int64_t least = state->least_gallop;
    *to++ = *b++;
    nb--;
    if (nb == 0)
        goto rest_of_a;
    if (na == 1)
        goto rest_of_b;
    for (;;) {
        int64_t a_won = 0, b_won = 0;
        while (a_won < least && b_won < least) {
            if (LESS(*b, *a)) {
                *to++ = *b++;
                b_won++;
                a_won = 0;
                if (--nb == 0)
                    goto rest_of_a;
            } else {
                *to++ = *a++;
                a_won++;
                b_won = 0;
                if (--na == 1)
                    goto rest_of_b;
            }
        }
        least++;
        do {
            least -= least > 1;
            state->least_gallop = least;
            a_won = SORT(gallop_right)(*b, a, na, 0);
            memcpy(to, a, (size_t)a_won * sizeof(ITEM));
            to += a_won;
            a += a_won;
            na -= a_won;
            if (a_won != 0 && na == 1)
                goto rest_of_b;
            if (na == 0)
                goto rest_of_a;
            *to++ = *b++;
            if (--nb == 0)
                goto rest_of_a;
            b_won = SORT(gallop_left)(*a, b, nb, 0);
            memmove(to, b, (size_t)b_won * sizeof(ITEM));
            to += b_won;
            b += b_won;
            nb -= b_won;
            if (nb == 0)
                goto rest_of_a;
            *to++ = *a++;
            if (--na == 1)
                goto rest_of_b;
        } while (a_won >= RT_SORT_GALLOP || b_won >= RT_SORT_GALLOP);
        least++;
        state->least_gallop = least;
    }
rest_of_a:
    memcpy(to, a, (size_t)na * sizeof(ITEM));
    return;
rest_of_b:
    memmove(to, b, (size_t)nb * sizeof(ITEM));
    to[nb] = *a;
}

// The same from the right: b, the shorter, moves to the spare room.
static void
SORT(merge_high)(SORT(state) * state, ITEM *first_a, int64_t na, ITEM *b, int64_t nb)
{
    ITEM *to = b + nb - 1;
    ITEM *first_b = memcpy(state->spare, b, (size_t)nb * sizeof(ITEM));
    ITEM *a = first_a + na - 1;
    b = first_b + nb - 1;
    int64_t least = state->least_gallop;
    *to-- = *a--;
    na--;
    if (na == 0)
        goto rest_of_b;
    if (nb == 1)
        goto rest_of_a;
    for (;;) {
        int64_t a_won = 0, b_won = 0;
        while (a_won < least && b_won < least) {
            if (LESS(*b, *a)) {
                *to-- = *a--;
                a_won++;
                b_won = 0;
                if (--na == 0)
                    goto rest_of_b;
            } else {
                *to-- = *b--;
                b_won++;
                a_won = 0;
                if (--nb == 1)
                    goto rest_of_a;
            }
        }
        least++;
        do {
            least -= least > 1;
            state->least_gallop = least;
            a_won = na - SORT(gallop_right)(*b, first_a, na, na - 1);
            to -= a_won;
            a -= a_won;
            memmove(to + 1, a + 1, (size_t)a_won * sizeof(ITEM));
            na -= a_won;
            if (na == 0)
                goto rest_of_b;
            *to-- = *b--;
            if (--nb == 1)
                goto rest_of_a;
            b_won = nb - SORT(gallop_left)(*a, first_b, nb, nb - 1);
            to -= b_won;
            b -= b_won;
            memcpy(to + 1, b + 1, (size_t)b_won * sizeof(ITEM));
            nb -= b_won;
            if (b_won != 0 && nb == 1)
                goto rest_of_a;
            if (nb == 0)
                goto rest_of_b;
            *to-- = *a--;
            if (--na == 0)
                goto rest_of_b;
        } while (a_won >= RT_SORT_GALLOP || b_won >= RT_SORT_GALLOP);
        least++;
        state->least_gallop = least;
    }
rest_of_b:
    memcpy(to - (nb - 1), first_b, (size_t)nb * sizeof(ITEM));
    return;
rest_of_a:
    to -= na;
    a -= na;
    memmove(to + 1, a + 1, (size_t)na * sizeof(ITEM));
    *to = *b;
}

// Merges run number `i` with the one behind it.
static void
SORT(merge_at)(SORT(state) * state, int i)
{
    SORT(run) *runs = state->runs;
    ITEM *a = runs[i].base, *b = runs[i + 1].base;
    int64_t na = runs[i].length, nb = runs[i + 1].length;
    runs[i].length = na + nb;
    if (i == state->run_count - 3)
        runs[i + 1] = runs[i + 2];
    state->run_count--;
    int64_t before = SORT(gallop_right)(*b, a, na, 0);
    a += before;
    na -= before;
    if (na == 0)
        return;
    nb = SORT(gallop_left)(a[na - 1], b, nb, nb - 1);
    if (nb <= 0)
        return;
    if (na <= nb)
        SORT(merge_low)(state, a, na, b, nb);
    else
        SORT(merge_high)(state, a, na, b, nb);
}

static void
SORT(push_run)(SORT(state) * state, ITEM *base, int64_t length)
{
    SORT(run) *runs = state->runs;
    if (state->run_count > 0) {
        const SORT(run) *last = &runs[state->run_count - 1];
        int power = rt_sort_power(last->base - state->items, last->length, length,
                                  state->count);
        while (state->run_count > 1 && runs[state->run_count - 2].power > power)
            SORT(merge_at)(state, state->run_count - 2);
        runs[state->run_count - 1].power = power;
    }
    runs[state->run_count++] = (SORT(run)){base, length, 0};
}

static void
SORT(items)(ITEM *items, int64_t count)
{
    if (count < 2)
        return;
    SORT(state)
    state = {.items = items, .count = count, .least_gallop = RT_SORT_GALLOP};
    state.spare = rt_block_alloc((size_t)(count / 2 + 1) * sizeof(ITEM));
    int64_t least = rt_sort_least_run(count);
    for (ITEM *low = items, *high = items + count; low < high;) {
        int64_t length = SORT(take_run)(low, high);
        if (length < least) {
            int64_t forced = high - low < least ? high - low : least;
            SORT(insertion)(low, low + forced, low + length);
            length = forced;
        }
        SORT(push_run)(&state, low, length);
        low += length;
    }
    while (state.run_count > 1) {
        int i = state.run_count - 2;
        if (i > 0 && state.runs[i - 1].length < state.runs[i + 1].length)
            i--;
        SORT(merge_at)(&state, i);
    }
    rt_block_free(state.spare);
}

#undef SORT
#undef ITEM
#undef LESS
