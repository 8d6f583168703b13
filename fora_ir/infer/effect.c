// Whether calling a function has an effect besides its result: printing, reading, storing
// a global. Told from the HIGH operations of the function and of what it calls by name;
// raising does not count.
#include "infer.h"

#include <string.h>

enum { MOST_CALLS = 64 };

typedef struct {
    infer_context *ctx;
    fora_fn seen[MOST_CALLS];
    uint32_t count;
} search;

static bool is_quiet(search *s, fora_fn fn);

static bool
is_quiet_builtin(const char *name)
{
    static const char *const loud[] = {"print", "input", "next", "open"};
    for (size_t i = 0; i < sizeof loud / sizeof *loud; i++)
        if (strcmp(name, loud[i]) == 0)
            return false;
    return strncmp(name, "sys.", 4) != 0 && strncmp(name, "time.", 5) != 0;
}

static bool
is_quiet_class(search *s, fora_class class)
{
    const fora_program *program = s->ctx->engine->program;
    fora_sym init = fora_intern_c(program->names, "__init__");
    const fora_method *method = fora_find_method(s->ctx->engine->program, class, init);
    return !method || is_quiet(s, method->fn);
}

// A callee that the function names directly.
static bool
is_quiet_callee(search *s, const fora_function *f, fora_val callee)
{
    const fora_names *names = s->ctx->engine->program->names;
    fora_op def = f->values[callee].def;
    if (!def)
        return false;
    switch (f->ops[def].code) {
    case FORA_OP_BUILTIN:
        return is_quiet_builtin(
            fora_sym_text(names, (fora_sym)fora_attribute(f, def, 0)));
    case FORA_OP_FUNC_MAKE:
        return is_quiet(s, (fora_fn)fora_attribute(f, def, 0));
    case FORA_OP_CLASS_REF:
        return is_quiet_class(s, (fora_class)fora_attribute(f, def, 0));
    default:
        return false;
    }
}

// Methods of that name of all classes may be meant; those of builtin types change their
// receiver at most, which is the function's own.
static bool
are_quiet_methods(search *s, fora_sym name)
{
    const fora_program *program = s->ctx->engine->program;
    const char *text = fora_sym_text(program->names, name);
    if (!strncmp(text, "write", 5) || !strncmp(text, "read", 4) ||
        !strcmp(text, "flush") || !strcmp(text, "close"))
        return false;
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < program->class_count; c++)
        for (uint32_t i = 0; i < program->classes[c].method_count; i++)
            if (program->classes[c].methods[i].name == name &&
                !is_quiet(s, program->classes[c].methods[i].fn))
                return false;
    return true;
}

static bool
is_quiet_operation(search *s, const fora_function *f, fora_op op)
{
    switch (f->ops[op].code) {
    case FORA_OP_GLOBAL_SET:
    case FORA_OP_GLOBAL_DEL:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_CELL_SET:
    case FORA_OP_CELL_TAKE:
    case FORA_OP_MODULE_INIT:
        return false;
    case FORA_OP_PY_CALL:
        return is_quiet_callee(s, f, fora_operand(f, op, 0));
    case FORA_OP_PY_METHOD:
        return are_quiet_methods(s, (fora_sym)fora_attribute(f, op, 0));
    default:
        return true;
    }
}

static bool
is_quiet(search *s, fora_fn fn)
{
    const fora_function *f = s->ctx->engine->program->functions[fn];
    for (uint32_t i = 0; i < s->count; i++)
        if (s->seen[i] == fn)
            return true;
    if (s->count == MOST_CALLS || f->level != FORA_LEVEL_HIGH)
        return false;
    s->seen[s->count++] = fn;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && !is_quiet_operation(s, f, op))
            return false;
    return true;
}

bool
infer_has_no_effect(infer_context *ctx, fora_type callee)
{
    search s = {.ctx = ctx};
    const fora_type_info *info = infer_info(ctx->engine, callee);
    switch (info->kind) {
    case FORA_TYPE_NONE:
        return true;
    case FORA_TYPE_BUILTIN:
        return is_quiet_builtin(
            fora_sym_text(ctx->engine->program->names, info->payload));
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
        return is_quiet(&s, info->payload);
    case FORA_TYPE_CLASS:
        return is_quiet_class(&s, info->payload);
    case FORA_TYPE_UNION:
        for (uint32_t i = 0; i < info->count; i++)
            if (!infer_has_no_effect(ctx, info->parameters[i]))
                return false;
        return true;
    default:
        return false;
    }
}

static bool
lies_in(const fora_function *f, fora_op op, fora_op outer)
{
    for (fora_block block = f->ops[op].parent; block;) {
        fora_op owner = f->blocks[block].owner;
        if (owner == outer)
            return true;
        block = owner ? f->ops[owner].parent : 0;
    }
    return false;
}

bool
infer_body_has_no_effect(infer_context *ctx, fora_op outer)
{
    search s = {.ctx = ctx};
    const fora_function *f = ctx->high;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && lies_in(f, op, outer) &&
            !is_quiet_operation(&s, f, op))
            return false;
    return true;
}

// ---- Generator expressions ----------------------------------------------------------

static bool
is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

// Builtins that raise for no value of the types that inference lets through.
static bool
is_safe_builtin(const char *name)
{
    static const char *const safe[] = {
        "abs", "len",    "str",   "repr",      "bool", "ord",      "list", "tuple",
        "set", "sorted", "range", "enumerate", "zip",  "reversed", NULL};
    return is_one_of(name, safe);
}

static bool
is_safe_method(const char *name)
{
    static const char *const safe[] = {
        "get",     "items",   "keys",       "values",   "strip", "lstrip",  "rstrip",
        "lower",   "upper",   "startswith", "endswith", "count", "replace", "isdigit",
        "isalpha", "isalnum", "isspace",    "title",    "find",  "copy",    NULL};
    return is_one_of(name, safe);
}

static const char *
builtin_name(const search *s, const fora_function *f, fora_val callee)
{
    fora_op def = f->values[callee].def;
    if (!def || f->ops[def].code != FORA_OP_BUILTIN)
        return NULL;
    return fora_sym_text(s->ctx->engine->program->names,
                         (fora_sym)fora_attribute(f, def, 0));
}

static bool
is_of_kind(const search *s, fora_val value, fora_type_kind kind)
{
    return infer_kind(s->ctx->engine, infer_get(s->ctx, value).type) == kind;
}

static bool
divides_by_constant(const fora_function *f, fora_op op)
{
    fora_op def = f->values[fora_operand(f, op, 1)].def;
    return def && f->ops[def].code == FORA_OP_CONST_INT && fora_attribute(f, def, 0);
}

// Whether an operation of the context's function may raise.
static bool
may_raise(const search *s, fora_op op)
{
    const fora_function *f = s->ctx->high;
    const char *name;
    switch (f->ops[op].code) {
    case FORA_OP_PY_FLOORDIV:
    case FORA_OP_PY_TRUEDIV:
    case FORA_OP_PY_MOD:
        return !divides_by_constant(f, op);
    case FORA_OP_PY_POW:
    case FORA_OP_PY_LSHIFT:
    case FORA_OP_PY_RSHIFT:
    case FORA_OP_PY_SUPER:
    case FORA_OP_PY_UNPACK:
    case FORA_OP_RAISE:
        return true;
    case FORA_OP_PY_GETITEM:
        return !is_of_kind(s, fora_operand(f, op, 0), FORA_TYPE_TUPLE) &&
               !is_of_kind(s, fora_operand(f, op, 1), FORA_TYPE_SLICE);
    case FORA_OP_PY_CALL:
        name = builtin_name(s, f, fora_operand(f, op, 0));
        return !name || !is_safe_builtin(name);
    case FORA_OP_PY_METHOD:
        name = fora_sym_text(s->ctx->engine->program->names,
                             (fora_sym)fora_attribute(f, op, 0));
        return !is_safe_method(name) ||
               is_of_kind(s, fora_operand(f, op, 0), FORA_TYPE_INSTANCE);
    default:
        return false;
    }
}

static bool
body_may_raise(const search *s, fora_op outer)
{
    const fora_function *f = s->ctx->high;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && lies_in(f, op, outer) && may_raise(s, op))
            return true;
    return false;
}

// Whether the operation reads an iterator to its end before anything else is seen.
static bool
consumes_all(const search *s, fora_op op)
{
    static const char *const eager[] = {"sum",
                                        "list",
                                        "sorted",
                                        "dict",
                                        "frozenset",
                                        "set",
                                        "tuple",
                                        "min",
                                        "max",
                                        "math.prod",
                                        "math.fsum",
                                        "collections.Counter",
                                        "collections.deque",
                                        "statistics.mean",
                                        NULL};
    static const char *const extending[] = {"extend", "update", "join", "union", NULL};
    const fora_function *f = s->ctx->high;
    if (f->ops[op].code == FORA_OP_PY_CALL) {
        const char *name = builtin_name(s, f, fora_operand(f, op, 0));
        return name && is_one_of(name, eager);
    }
    // Who catches the exception sees what was added before it.
    return f->ops[op].code == FORA_OP_PY_METHOD && s->ctx->tries == 0 &&
           !is_of_kind(s, fora_operand(f, op, 0), FORA_TYPE_INSTANCE) &&
           is_one_of(fora_sym_text(s->ctx->engine->program->names,
                                   (fora_sym)fora_attribute(f, op, 0)),
                     extending);
}

static bool
updates_something(const fora_function *f, fora_op op)
{
    unsigned code = f->ops[op].code;
    return code == FORA_OP_PY_METHOD || code == FORA_OP_PY_SETITEM ||
           code == FORA_OP_PY_DELITEM || code == FORA_OP_VAR_SET ||
           (code >= FORA_OP_PY_IADD && code <= FORA_OP_PY_IXOR) ||
           f->ops[op].block_count > 0;
}

bool
infer_is_used_at_once(infer_context *ctx, fora_val value)
{
    const fora_function *f = ctx->high;
    search s = {.ctx = ctx};
    fora_op made = f->values[value].def;
    for (fora_op op = f->ops[made].next; op; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            if (fora_operand(f, op, i) == value)
                return f->ops[op].code != FORA_OP_RETURN &&
                       (consumes_all(&s, op) || !body_may_raise(&s, made));
        if (updates_something(f, op) || !is_quiet_operation(&s, f, op))
            return false;
    }
    return false;
}
