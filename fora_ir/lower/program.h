// What the lowering of all functions of a program shares.
#pragma once

#include "lower.h"

struct lower_program {
    fora_program *program;
    lower_layouts *layouts;
    fora_fn *low;           // of each typed function; 0: none
    bool *recursive;        // of each typed function: on a cycle of calls
    fora_map *descriptors;  // type -> number
    fora_fn
        *module_instances;  // of each module, the typed instance of its body, 0: none
    fora_global
        *module_flags;     // of each module: the hidden global "has run", 0: none yet
    bool *stable_globals;  // stored once, by the module's body, never taken out
    fora_map *class_layouts;  // class -> class_layout * of object.c
};

// ---- descriptor.c -------------------------------------------------------------------

uint32_t lower_descriptor_of(lower_program *whole, fora_type type);
// Where the value of a dictionary's entry lies, and the entry's size. Sets: value none.
uint32_t lower_entry_value_offset(lower_program *whole, fora_type key, fora_type value);
uint32_t lower_entry_size(lower_program *whole, fora_type key, fora_type value);
// The class id of compiled programs (rt_exception.class_id).
uint32_t lower_class_id(const lower_program *whole, fora_class class);
fora_class lower_exception_class(const fora_program *program, const char *name);

// ---- object.c: where fields lie ------------------------------------------------------

typedef struct {
    fora_type type;
    uint32_t offset;
    int32_t set_offset;  // of the byte "is set"; -1: always set
} lower_field;

// Field `name` of class `class`; NULL if there is none.
const lower_field *lower_field_of(lower_program *whole, fora_class class,
                                  fora_sym name);
// Bytes of an instance, and the offsets of its refs.
uint32_t lower_instance_size(lower_program *whole, fora_class class,
                             uint32_t *ref_count, const uint32_t **refs);

// ---- function.c ----------------------------------------------------------------------

// Makes the LOW function of a typed one without its body.
fora_fn lower_declare(lower_program *whole, fora_fn typed);
void lower_define(lower_program *whole, fora_fn typed);

// ---- flow.c --------------------------------------------------------------------------

// Behind a row that always raises.
void lower_raised(lower_context *ctx, bool with_site);

// ---- region.c ------------------------------------------------------------------------

// Lowers the operations of a block of `source` at the context's place.
void lower_region(lower_context *ctx, fora_block block);
void lower_operation(lower_context *ctx, fora_op op);
// Components of operands first .. last of a terminator, one after the other.
uint32_t lower_flatten(lower_context *ctx, fora_op op, uint32_t first,
                       const fora_val **components);
// Gives the parameters of a region the components, or those of fresh parameters of `block`.
void lower_bind_value(lower_context *ctx, fora_val value, const fora_val *components);
void lower_bind_region(lower_context *ctx, fora_block region, uint32_t first,
                       fora_block block);
// Gives the results of `op` from number `first` on the parameters of a fresh block.
fora_block lower_join(lower_context *ctx, fora_op op, uint32_t first);

// ---- variable.c ----------------------------------------------------------------------

// What a variable, global or cell of a type takes in memory.
typedef struct {
    fora_type type;  // without `unbound`
    bool checked;    // a byte at flag_offset says whether it is bound
    uint32_t flag_offset, size, alignment;
    uint32_t ref_count;
    const uint32_t *refs;
} lower_place_info;
void lower_place_layout(lower_layouts *layouts, const fora_program *program,
                        fora_type type, lower_place_info *info);
fora_type lower_without_unbound(const fora_program *program, fora_type type, bool *had);
fora_val lower_global_address(lower_context *ctx, fora_global global);

// ---- union.c -------------------------------------------------------------------------

// i1: the union's value is of the type `member`, or of one of its members.
fora_val lower_is_member(lower_context *ctx, fora_type type, const fora_val *value,
                         fora_type member);
void lower_project(lower_context *ctx, fora_type from, fora_type to,
                   const fora_val *value, fora_val *result);

// Member number `member` of the union `to`.
void lower_inject(lower_context *ctx, fora_type to, uint32_t member,
                  const fora_val *part, fora_val *result);
// From a union to a wider one, or to a type that all its members can become.
void lower_widen(lower_context *ctx, fora_type from, fora_type to,
                 const fora_val *value, fora_val *result);

// ---- object.c ------------------------------------------------------------------------

bool lower_class_derives(const fora_program *program, fora_class class,
                         fora_class base);
fora_val lower_allocate(lower_context *ctx, uint64_t bytes, uint32_t descriptor);

// ---- Lowering of operations, one function per operation or group ---------------------

void lower_if(lower_context *ctx, fora_op op);
void lower_loop(lower_context *ctx, fora_op op);
void lower_for(lower_context *ctx, fora_op op);
void lower_comprehension(lower_context *ctx, fora_op op);
void lower_emit(lower_context *ctx, fora_op op);
void lower_try(lower_context *ctx, fora_op op);
void lower_dispatch(lower_context *ctx, fora_op op);
void lower_variable_op(lower_context *ctx, fora_op op);
void lower_bound(lower_context *ctx, fora_op op);
void lower_module_init(lower_context *ctx, fora_op op);
void lower_new(lower_context *ctx, fora_op op);
void lower_field_get(lower_context *ctx, fora_op op);
void lower_field_set(lower_context *ctx, fora_op op);
void lower_coerce_op(lower_context *ctx, fora_op op);
void lower_project_op(lower_context *ctx, fora_op op);
void lower_is_member_op(lower_context *ctx, fora_op op);
void lower_raise_op(lower_context *ctx, fora_op op);
void lower_cell_new(lower_context *ctx, fora_op op);
void lower_apply(lower_context *ctx, fora_op op);
typedef void (*lower_function)(lower_context *ctx, fora_op op);
// The LOWER function of a row of rules.def; NULL for other rows.
lower_function lower_row_function(uint64_t row);
// Whether it is a CALL row; the runtime's function then.
bool lower_row_call(uint64_t row, fora_abi *function);
void lower_call_instance(lower_context *ctx, fora_op op);
// Takes the refs out of the function's slot variables, on every way out.
void lower_release_slots(lower_context *ctx);
// Returns from the function with the components of its result.
void lower_function_return(lower_context *ctx, uint32_t count,
                           const fora_val *components);
int32_t lower_first_code_point(const char *utf8);
