// Looks code points up in the tables of unicode_tables.def.
#include "unicode.h"

#include <stddef.h>

#include "unicode_tables.def"

enum { RECORD_BITS = 10, RECORD_MASK = (1 << RECORD_BITS) - 1 };

static const size_t run_count = sizeof unicode_runs / sizeof *unicode_runs;
static const size_t special_count = sizeof unicode_specials / sizeof *unicode_specials;

// The last run that starts at or before the code point.
static uint32_t
find_run(uint32_t point)
{
    size_t low = 0, high = run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (unicode_runs[middle] >> RECORD_BITS <= point)
            low = middle;
        else
            high = middle;
    }
    return unicode_runs[low];
}

unsigned
rt_unicode_flags(uint32_t point)
{
    return unicode_records[find_run(point) & RECORD_MASK].flags;
}

// The row of a code point's mapping, or -1.
static int
find_special(uint32_t point, int kind)
{
    size_t low = 0, high = special_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t at = unicode_specials[middle].point;
        if (at == point && unicode_specials[middle].kind == kind)
            return (int)middle;
        if (at < point || (at == point && unicode_specials[middle].kind < kind))
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int
rt_unicode_case(uint32_t point, int kind, uint32_t mapped[3])
{
    uint32_t record = find_run(point) & RECORD_MASK;
    if (unicode_records[record].flags & RT_UNICODE_SPECIAL) {
        int row = find_special(point, kind);
        if (row >= 0) {
            int count = 0;
            while (count < 3 && unicode_specials[row].mapped[count] != 0) {
                mapped[count] = unicode_specials[row].mapped[count];
                count++;
            }
            return count;
        }
    }
    int column = kind == RT_CASE_FOLD ? RT_CASE_LOWER : kind;
    mapped[0] = point + (uint32_t)unicode_records[record].cases[column];
    return 1;
}

// Decimal digits come in tens, in order, and a run of them starts with a zero.
int
rt_unicode_decimal(uint32_t point)
{
    if (point < 128)
        return point >= '0' && point <= '9' ? (int)(point - '0') : -1;
    uint32_t run = find_run(point);
    if (!(unicode_records[run & RECORD_MASK].flags & RT_UNICODE_DECIMAL))
        return -1;
    return (int)((point - (run >> RECORD_BITS)) % 10);
}

bool
rt_unicode_is_space(uint32_t point)
{
    if (point < 128)
        return point == ' ' || (point >= 9 && point <= 13) ||
               (point >= 28 && point <= 31);
    return rt_unicode_flags(point) & RT_UNICODE_SPACE;
}

// C's isspace() decides below 128 in CPython: the separators 28 .. 31 are none to it.
bool
rt_unicode_is_number_space(uint32_t point)
{
    return rt_unicode_is_space(point) && !(point >= 28 && point <= 31);
}

bool
rt_unicode_is_line_break(uint32_t point)
{
    return (point >= 10 && point <= 13) || (point >= 28 && point <= 30) ||
           point == 0x85 || point == 0x2028 || point == 0x2029;
}

bool
rt_unicode_is_printable(uint32_t point)
{
    if (point < 127)
        return point >= 32;
    return rt_unicode_flags(point) & RT_UNICODE_PRINTABLE;
}
