// What the generated parser and its scanner are written against: tables and functions as the
// tree-sitter library reads them (grammars of ABI 14). Debian 12 installs such a header,
// Debian 13 none, and neither the one that this grammar wants; names and layouts are the
// library's.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    ts_builtin_sym_end = 0,
    ts_builtin_sym_error = UINT16_MAX,
    TREE_SITTER_SERIALIZATION_BUFFER_SIZE = 1024,
};

// ---- Lexing -------------------------------------------------------------------------

typedef uint16_t TSStateId, TSSymbol, TSFieldId;
typedef struct TSLexer TSLexer;

struct TSLexer {
    int32_t lookahead;
    TSSymbol result_symbol;
    void (*advance)(TSLexer *lexer, bool skip);
    void (*mark_end)(TSLexer *lexer);
    uint32_t (*get_column)(TSLexer *lexer);
    bool (*is_at_included_range_start)(const TSLexer *lexer);
    bool (*eof)(const TSLexer *lexer);
};

typedef struct {
    int32_t start, end;
} TSCharacterRange;

// Whether a character lies in one of `count` ranges in ascending order.
static inline bool
set_contains(const TSCharacterRange *ranges, uint32_t count, int32_t character)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (character > ranges[middle].end)
            low = middle + 1;
        else if (character < ranges[middle].start)
            high = middle;
        else
            return true;
    }
    return false;
}

// The lexer is one function: a switch over states that is entered again and again.
#define START_LEXER()                                                                  \
    bool result = false, skip = false, eof = false;                                    \
    int32_t lookahead;                                                                 \
    goto start;                                                                        \
    next_state:                                                                        \
    lexer->advance(lexer, skip);                                                       \
    start:                                                                             \
    skip = false;                                                                      \
    lookahead = lexer->lookahead;
#define GO_ON(number)                                                                  \
    {                                                                                  \
        state = (number);                                                              \
        goto next_state;                                                               \
    }
#define ADVANCE(number) GO_ON(number)
#define SKIP(number)                                                                   \
    {                                                                                  \
        skip = true;                                                                   \
        GO_ON(number)                                                                  \
    }
#define ACCEPT_TOKEN(symbol)                                                           \
    result = true;                                                                     \
    lexer->result_symbol = (symbol);                                                   \
    lexer->mark_end(lexer);
#define END_STATE() return result;

// A table of pairs (character, next state) instead of a chain of ifs.
#define ADVANCE_MAP(...)                                                               \
    {                                                                                  \
        static const uint16_t advance_map[] = {__VA_ARGS__};                           \
        for (uint32_t pair = 0; pair < sizeof advance_map / sizeof *advance_map;       \
             pair += 2) {                                                              \
            if (advance_map[pair] == lookahead)                                        \
                GO_ON(advance_map[pair + 1])                                           \
        }                                                                              \
    }

// ---- Parsing ------------------------------------------------------------------------

enum {
    TSParseActionTypeShift,
    TSParseActionTypeReduce,
    TSParseActionTypeAccept,
    TSParseActionTypeRecover,
};

typedef union {
    struct {
        uint8_t type;
        TSStateId state;
        bool extra, repetition;
    } shift;
    struct {
        uint8_t type, child_count;
        TSSymbol symbol;
        int16_t dynamic_precedence;
        uint16_t production_id;
    } reduce;
    uint8_t type;
} TSParseAction;

typedef union {
    TSParseAction action;
    struct {
        uint8_t count;
        bool reusable;
    } entry;
} TSParseActionEntry;

#define SMALL_STATE(number) ((number)-LARGE_STATE_COUNT)
#define STATE(number) number
#define ACTIONS(number) number
#define ACTION(kind, ...)                                                              \
    {                                                                                  \
        {                                                                              \
            .kind = { __VA_ARGS__ }                                                    \
        }                                                                              \
    }
#define SHIFT(to) ACTION(shift, .type = TSParseActionTypeShift, .state = (to))
#define SHIFT_REPEAT(to)                                                               \
    ACTION(shift, .type = TSParseActionTypeShift, .state = (to), .repetition = true)
#define SHIFT_EXTRA() ACTION(shift, .type = TSParseActionTypeShift, .extra = true)
#define REDUCE(made, children, precedence, production)                                 \
    ACTION(reduce, .type = TSParseActionTypeReduce, .symbol = (made),                  \
           .child_count = (children), .dynamic_precedence = (precedence),              \
           .production_id = (production))
#define RECOVER()                                                                      \
    {                                                                                  \
        {                                                                              \
            .type = TSParseActionTypeRecover                                           \
        }                                                                              \
    }
#define ACCEPT_INPUT()                                                                 \
    {                                                                                  \
        {                                                                              \
            .type = TSParseActionTypeAccept                                            \
        }                                                                              \
    }

// ---- The tables of a grammar --------------------------------------------------------

typedef struct {
    TSFieldId field_id;
    uint8_t child_index;
    bool inherited;
} TSFieldMapEntry;

typedef struct {
    uint16_t index, length;
} TSFieldMapSlice;

typedef struct {
    bool visible, named, supertype;
} TSSymbolMetadata;

typedef struct {
    uint16_t lex_state, external_lex_state;
} TSLexMode;

typedef struct TSLanguage {
    uint32_t version, symbol_count, alias_count, token_count, external_token_count;
    uint32_t state_count, large_state_count, production_id_count, field_count;
    uint16_t max_alias_sequence_length;
    const uint16_t *parse_table, *small_parse_table;
    const uint32_t *small_parse_table_map;
    const TSParseActionEntry *parse_actions;
    const char *const *symbol_names;
    const char *const *field_names;
    const TSFieldMapSlice *field_map_slices;
    const TSFieldMapEntry *field_map_entries;
    const TSSymbolMetadata *symbol_metadata;
    const TSSymbol *public_symbol_map;
    const uint16_t *alias_map;
    const TSSymbol *alias_sequences;
    const TSLexMode *lex_modes;
    bool (*lex_fn)(TSLexer *lexer, TSStateId state);
    bool (*keyword_lex_fn)(TSLexer *lexer, TSStateId state);
    TSSymbol keyword_capture_token;
    struct {
        const bool *states;
        const TSSymbol *symbol_map;
        void *(*create)(void);
        void (*destroy)(void *scanner);
        bool (*scan)(void *scanner, TSLexer *lexer, const bool *valid);
        unsigned (*serialize)(void *scanner, char *buffer);
        void (*deserialize)(void *scanner, const char *buffer, unsigned length);
    } external_scanner;
    const TSStateId *primary_state_ids;
} TSLanguage;
