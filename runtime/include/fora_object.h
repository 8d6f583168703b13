// Layouts of the objects that generated code and the runtime share. The compiler includes
// this header and takes its offsets from it; compiler and binary are of one machine type.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// ---- Header -------------------------------------------------------------------------

// A negative count marks an immortal object (constants); it is never changed.
typedef struct {
    int32_t count;
    uint32_t descriptor;  // index into rt_descriptors
} rt_object;

typedef enum {
    RT_KIND_STR,
    RT_KIND_LIST,
    RT_KIND_VTUPLE,
    RT_KIND_DICT,
    RT_KIND_SET,  // also frozensets
    RT_KIND_INSTANCE,
    RT_KIND_EXCEPTION,  // an instance that starts with rt_exception
    RT_KIND_CELL,       // one value behind the header
    RT_KIND_FILE,
} rt_kind;

// One per concrete type of object in the binary; made by the compiler. The first
// RT_DESCRIPTOR_FIXED are the runtime's own.
typedef struct {
    rt_kind kind;
    uint32_t size;          // LIST, VTUPLE: bytes of an element; DICT, SET: bytes of an
                            // entry (see rt_dict); INSTANCE, CELL: bytes of the object
    uint32_t value_offset;  // DICT: offset of the value in an entry
    uint32_t ref_count;     // offsets of refs in an element, entry, or object
    const uint32_t *refs;
    const char *name;  // Python's name of the type; of a class outside __main__ with
                       // its module, "errors.ParseError"
    // INSTANCE, EXCEPTION: the class and its ancestors, nearest first, ended by 0.
    const uint32_t *classes;
} rt_descriptor;

enum {
    RT_DESCRIPTOR_STR,
    RT_DESCRIPTOR_FILE,
    RT_DESCRIPTOR_LIST_STR,   // list[str], also when user code makes it
    RT_DESCRIPTOR_EXCEPTION,  // all classes of exceptions.def; class_id tells which
    RT_DESCRIPTOR_FIXED = 8
};

extern const rt_descriptor rt_descriptors[];  // defined by the compiled program
extern const uint32_t rt_descriptor_count;

// ---- Strings ------------------------------------------------------------------------

// Code points of 1, 2 or 4 bytes each, the narrowest that holds them all (PEP 393);
// `ascii` when all are below 128. Data is followed by one zero code point.
typedef struct {
    rt_object header;
    int64_t length;  // code points
    uint32_t hash;   // 0: not yet computed
    uint8_t width;   // 1, 2, 4
    bool ascii;
    uint16_t
        units;  // of 8 bytes, allocated for it; 0: in a block from malloc, or constant
    uint8_t data[];
} rt_str;

// Where a walk over the pieces of a string is. When it comes by `giving`, the memory behind
// it is given back, if the walk is all that holds the string: RT_CURSOR_STEP at first, or
// INT64_MAX for a string that is looked at elsewhere.
enum { RT_CURSOR_STEP = 1 << 22 };
typedef struct {
    int64_t at;  // -1: behind the last piece
    int64_t giving;
} rt_piece_cursor;

// ---- Lists --------------------------------------------------------------------------

// `data` points behind the header while the elements fit there (one allocation for lists
// that are made with a known length), else to memory of its own.
typedef struct {
    rt_object header;
    int64_t length;
    int64_t capacity;
    uint8_t *data;
    uint8_t inline_data[];
} rt_list;

// A filter that keeps its elements in the memory of a list that has more than this gives
// the system back, while it walks, what it read and did not keep (rt_list_read_on).
enum { RT_READ_BYTES = 16 << 20 };

// A filter of integers x: keeps those with x - low <= span (unsigned), or the others.
typedef struct {
    int64_t low;
    uint64_t span;
    int64_t outside;  // -1: the others
    int64_t *to;      // where the first is kept; there is room for all
    int64_t kept;     // how many were
} rt_range_filter;

// A tuple of a length that is known only at run time. Immutable.
typedef struct {
    rt_object header;
    int64_t length;
    uint8_t data[];
} rt_vtuple;

// ---- Dictionaries and sets ----------------------------------------------------------

// An entry is {int64_t hash; key; value}: key at offset 8, the value at the descriptor's
// value_offset, each part aligned naturally, the whole padded to 8. `hash` is Python's
// hash of the key, or one of the two marks below. Dictionaries and sets agree in all
// fields up to `entries`, so that both are walked alike: entries 0 .. used - 1, those
// that are live, in order.
#define RT_HASH_FREE INT64_MIN  // sets: never used
// Live entries have hashes above it.
#define RT_HASH_DELETED (INT64_MIN + 1)
enum { RT_ENTRY_HASH = 0, RT_ENTRY_KEY = 8 };

// Insertion-ordered: `entries` lie in order of insertion, deleted ones marked; `slots` is
// an open-addressing table (linear probing, no tombstones) of entry numbers.
typedef struct {
    rt_object header;
    int64_t length;    // live entries
    int64_t used;      // entries in use, live or deleted
    int64_t capacity;  // room in entries: half the number of slots
    uint8_t *entries;
    void *slots;     // int16_t while all numbers fit, else int32_t; -1: free
    uint32_t shift;  // 64 - log2(number of slots)
    uint32_t entry_size;
} rt_dict;

// `entries` is itself the hash table, laid out and probed like CPython's, so that the
// order of iteration is CPython's wherever the hashes are.
typedef struct {
    rt_object header;
    int64_t length;  // live entries
    int64_t used;    // size of the table, a power of two, or 0 before the first insert
    int64_t fill;    // entries that are not free: live or deleted
    uint8_t *entries;
    int64_t finger;  // where pop() looks next
    uint32_t reserved;
    uint32_t entry_size;
} rt_set;

// ---- Exceptions ---------------------------------------------------------------------

typedef struct rt_traceback rt_traceback;  // private to the runtime

// A place in the source where an exception can pass; constant data of the binary.
typedef struct {
    const char *file;
    const char *function;  // Python's qualified name; NULL hides the frame
    uint32_t line, column, end_line,
        end_column;  // lines from 1; columns in bytes from 0
} rt_site;

// Every exception object starts like this; fields of user-defined classes follow.
typedef struct {
    rt_object header;
    uint32_t class_id;  // as in rt_descriptor.classes; below 256: exceptions.def
    bool suppress_context;
    bool has_arguments;
    rt_str *message;    // what BaseException.__str__ says
    rt_str *shown;      // what the class's own __str__ said when it was raised, or NULL
    rt_str *arguments;  // the text between the parentheses of repr(e)
    rt_object *cause;   // rt_exception or NULL
    rt_object *context;  // rt_exception or NULL
    rt_traceback *traceback;
} rt_exception;
