// Lowering of one function: the context that all files of this folder share.
//
// A value of typed HIGH is an array of LOW values, its components (layout.h). A LOWER
// function of rules.def has the signature `void lower_NAME(lower_context *ctx, fora_op op)`.
// It reads operands (already of the types that the rule's patterns ask for), emits LOW
// operations at the context's place, and sets each result:
//
//     void lower_list_len(lower_context *ctx, fora_op op) {
//         fora_val list = lower_operand(ctx, op, 0)[0];
//         lower_set_scalar(ctx, op, 0, lower_list_length(ctx, list));
//     }
//
// Counting is not its business: ownership.c inserts retain and release later. It must
// name the owner of what it loads, and store only what memory is to own.
#pragma once

#include "fora_lower.h"
#include "layout.h"

#define LOW_I1 FORA_SIMPLE_TYPE(L_I1)
#define LOW_I8 FORA_SIMPLE_TYPE(L_I8)
#define LOW_I32 FORA_SIMPLE_TYPE(L_I32)
#define LOW_I64 FORA_SIMPLE_TYPE(L_I64)
#define LOW_F64 FORA_SIMPLE_TYPE(L_F64)
#define LOW_REF FORA_SIMPLE_TYPE(L_REF)
#define LOW_PTR FORA_SIMPLE_TYPE(L_PTR)

typedef struct lower_program lower_program;  // program.h
typedef struct lower_scope lower_scope;      // scope.h

typedef struct lower_context {
    lower_program *whole;
    fora_program *program;
    const fora_function *source;  // typed HIGH
    fora_function *function;      // LOW, being made
    fora_builder builder;         // where LOW operations go
    fora_block entry;             // holds parameters and slots; jumps to the body
    fora_op entry_end;            // that jump
    const fora_val **components;  // of each value of `source`; NULL: not yet
    lower_scope *scope;           // innermost region, scope.h
    struct lower_taken *taken;    // variables whose value is out for an update, scope.h
    struct lower_found *found;    // entries that have been looked up, found.c
    struct lower_tail *tails;     // of lists, to be zipped, pieces.h
    fora_val *variable_slots;    // of each slot variable: its frame memory, 0: none yet
    const uint32_t *use_counts;  // of each value of `source`; NULL: not counted yet
    fora_arena *scratch;         // lives as long as the lowering of this function
    struct lower_lanes
        *lanes;       // the body of a comprehension in lanes, lanes.h; or NULL
    bool ended;       // the block at hand has its terminator
    fora_block exit;  // where raises leave the function, 0: not yet needed
} lower_context;

// ---- Operands and results of the HIGH operation -------------------------------------

// Components of a value of `source`.
const fora_val *lower_value(lower_context *ctx, fora_val value);
const fora_val *lower_operand(lower_context *ctx, fora_op op, uint32_t i);
fora_type lower_operand_type(const lower_context *ctx, fora_op op, uint32_t i);
uint32_t lower_operand_count(const lower_context *ctx, fora_op op);
fora_type lower_result_type(const lower_context *ctx, fora_op op, uint32_t i);
// Number of results: 1, or 2 for a mutating method (answer, receiver afterwards).
uint32_t lower_result_count(const lower_context *ctx, fora_op op);
// Sets result `i`; copies the array. Types without components need no call.
void lower_set_result(lower_context *ctx, fora_op op, uint32_t i,
                      const fora_val *components);
void lower_set_scalar(lower_context *ctx, fora_op op, uint32_t i, fora_val component);

// ---- Types --------------------------------------------------------------------------

const fora_layout *lower_layout_of(lower_context *ctx, fora_type type);
const fora_type_info *lower_type(const lower_context *ctx, fora_type type);
fora_type_kind lower_kind(const lower_context *ctx, fora_type type);
// Parameter `i` of a type: lower_parameter(ctx, list, 0) is the element type.
fora_type lower_parameter(const lower_context *ctx, fora_type type, uint32_t i);
// The number of the descriptor of an object type (list, dict, vtuple, instance ...).
uint32_t lower_descriptor(lower_context *ctx, fora_type type);

// ---- Constants ----------------------------------------------------------------------

fora_val lower_i1(lower_context *ctx, bool value);
fora_val lower_i8(lower_context *ctx, int64_t value);
fora_val lower_i32(lower_context *ctx, int64_t value);
fora_val lower_i64(lower_context *ctx, int64_t value);
fora_val lower_f64(lower_context *ctx, double value);
fora_val lower_null(lower_context *ctx);      // ref
fora_val lower_null_ptr(lower_context *ctx);  // ptr
fora_val lower_zero(lower_context *ctx, fora_type machine);
fora_val lower_cstring(lower_context *ctx, const char *text);  // ptr
fora_val lower_str_constant(lower_context *ctx, const char *text,
                            size_t length);  // ref

// ---- Operations ---------------------------------------------------------------------

fora_type lower_machine(const lower_context *ctx, fora_val low);  // of a LOW value
// Two operands of one type and a result of that type: FORA_OP_L_ADD, L_FMUL, L_AND ...
fora_val lower_binary(lower_context *ctx, fora_opcode code, fora_val a, fora_val b);
// One operand and a result of its type: L_FNEG, L_FSQRT ...
fora_val lower_unary(lower_context *ctx, fora_opcode code, fora_val a);
fora_val lower_icmp(lower_context *ctx, fora_compare how, fora_val a, fora_val b);
fora_val lower_fcmp(lower_context *ctx, fora_compare how, fora_val a, fora_val b);
fora_val lower_not(lower_context *ctx, fora_val i1);
// L_ZEXT, L_SEXT, L_TRUNC, L_SITOFP, L_FPTOSI, L_BITCAST
fora_val lower_convert(lower_context *ctx, fora_opcode code, fora_val a, fora_type to);
fora_val lower_select(lower_context *ctx, fora_val cond, fora_val a,
                      fora_val b);  // no owned refs
// ADD_CHECK, SUB_CHECK, MUL_CHECK; *overflow is an i1.
fora_val lower_checked(lower_context *ctx, fora_opcode code, fora_val a, fora_val b,
                       fora_val *overflow);

// ---- Memory -------------------------------------------------------------------------

// base + index * scale + offset; index 0: none.
fora_val lower_address(lower_context *ctx, fora_val base, fora_val index, int64_t scale,
                       int64_t offset);
// One machine value. `owner` is the object whose memory it is (0: null, see ops.def).
fora_val lower_load_machine(lower_context *ctx, fora_type machine, fora_val base,
                            int64_t offset, fora_val owner, fora_memory class);
void lower_store_machine(lower_context *ctx, fora_val base, int64_t offset,
                         fora_val value, fora_memory class);
// A typed value at base + offset: all components. load borrows refs from `owner`; copy
// retains them; take moves them out and leaves the memory as it is; store moves in.
void lower_load(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
                fora_val owner, fora_memory class, fora_val *components);
void lower_copy(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
                fora_memory class, fora_val *components);
void lower_take(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
                fora_memory class, fora_val *components);
void lower_store(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
                 const fora_val *components, fora_memory class);
// Zeroed frame memory, the same in each iteration of a loop: a ptr.
fora_val lower_slot(lower_context *ctx, uint32_t bytes, uint32_t alignment);
// Frame memory owns nothing: after a call that reads a value there, its components are
// kept until here.
void lower_keep(lower_context *ctx, fora_type type, const fora_val *components);

// Header fields of objects (class FORA_MEMORY_HEADER).
#define lower_header(ctx, machine, object, TYPE, field)                                \
    lower_load_machine((ctx), (machine), (object), offsetof(TYPE, field), (object),    \
                       FORA_MEMORY_HEADER)

// ---- Blocks -------------------------------------------------------------------------

enum { LOWER_EVEN, LOWER_THEN_UNLIKELY, LOWER_ELSE_UNLIKELY };

fora_block lower_block(lower_context *ctx);
fora_val lower_block_parameter(lower_context *ctx, fora_block block, fora_type machine);
// Adds the components of `type` as parameters; writes them to `components`.
void lower_block_parameters(lower_context *ctx, fora_block block, fora_type type,
                            fora_val *components);
// Behind a terminator: goes on in a block that nothing jumps to and that is dropped when
// the function is finished. Every function that emits calls it first.
void lower_place(lower_context *ctx);
// Goes on at the end of `block`.
void lower_enter(lower_context *ctx, fora_block block);
void lower_jump(lower_context *ctx, fora_block to, uint32_t count,
                const fora_val *operands);
void lower_branch(lower_context *ctx, fora_val cond, fora_block then, fora_block other,
                  unsigned weight);  // blocks without parameters
// Goes on in a new block that runs if `cond`, which is unlikely; returns the block for when
// it is false. The caller ends the new block and enters the returned one.
fora_block lower_cold_if(lower_context *ctx, fora_val cond);

// ---- Calls and exceptions -----------------------------------------------------------

// Calls a row of abi.def; checks for a raise as its error column says; returns its first
// result, 0 if void. lower_rt(ctx, rt_str_concat, a, b)
fora_val lower_runtime(lower_context *ctx, fora_abi row, uint32_t count,
                       const fora_val *operands);
#define lower_rt(ctx, name, ...)                                                       \
    lower_runtime((ctx), FORA_ABI_##name,                                              \
                  sizeof((fora_val[]){0, __VA_ARGS__}) / sizeof(fora_val) - 1,         \
                  (fora_val[]){0, __VA_ARGS__} + 1)
// Leaves for the handler or the exit if `raised`: the exception is pending in the runtime.
// Notes the site for the traceback on the way.
void lower_raise_check(lower_context *ctx, fora_val raised);
// Raises the builtin exception named `exception` ("IndexError") with a constant message
// if `cond`. The message is text or NULL for none.
void lower_raise_if(lower_context *ctx, fora_val cond, const char *exception,
                    const char *message);
// The same without condition: ends the block. (What is emitted behind it is dropped.)
void lower_raise_now(lower_context *ctx, const char *exception, const char *message);
// Leaves for the handler or the exit, an exception is pending: ends the block.
void lower_unwind(lower_context *ctx);

// ---- Values of any type -------------------------------------------------------------

// Converts a value to a wider type (char to str, member to union, int to float ...).
void lower_coerce(lower_context *ctx, fora_type from, fora_type to,
                  const fora_val *value, fora_val *result);
// i1: whether two values of one type are equal, as `==` says (may raise, may call).
// fora_val lower_equal(...), lower_hash(...) and lower_less(...) for keys and sorting are
// the library's: see the rows of rules.def.

// ---- Fresh containers, written by the library files ---------------------------------

// These update an object that was just made and that nobody else refers to, in place;
// comprehensions and displays use them. `capacity` is an i64.
fora_val lower_list_new(lower_context *ctx, fora_type list, fora_val capacity);
void lower_list_push(lower_context *ctx, fora_type list, fora_val object,
                     const fora_val *element);
// Room is known to be there: stores the element at `index` (i64) and sets length index+1.
void lower_list_fill(lower_context *ctx, fora_type list, fora_val object,
                     fora_val index, const fora_val *element);
fora_val lower_set_new(lower_context *ctx, fora_type set);
void lower_set_put(lower_context *ctx, fora_type set, fora_val object,
                   const fora_val *element);
fora_val lower_dict_new(lower_context *ctx, fora_type dict);
void lower_dict_put(lower_context *ctx, fora_type dict, fora_val object,
                    const fora_val *key, const fora_val *value);
// The update of what path.take took out of `container` (HIGH) ends: path.c.
void lower_path_end(lower_context *ctx, fora_val container);
// A vtuple with the elements of a list.
fora_val lower_vtuple_of_list(lower_context *ctx, fora_type vtuple, fora_val list);
fora_val lower_list_length(lower_context *ctx, fora_val list);  // i64, not negative

// ---- LOWER rows of rules.def --------------------------------------------------------

#define LOWER(name) void lower_##name(lower_context *ctx, fora_op op);
#define CALL(name)
#define PYLIB(name)
#define EXPAND(name)
#define RULE(name, parameters, result, flags, how) how
#define CONSTANT(name, kind, value)
#include "../def/rules.def"
#undef LOWER
#undef CALL
#undef PYLIB
#undef EXPAND
#undef RULE
#undef CONSTANT
