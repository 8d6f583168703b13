// try, except, else, finally. A finally body is written out on every way: behind the try,
// in the handler of a try around everything, and at each return, break and continue that
// leaves. Such a copy stands inside the try's region although Python runs it outside: a
// variable (`left`) then tells the handlers to let its exceptions pass.
#include "emit.h"

// ---- Ways out -----------------------------------------------------------------------

static void
call_exit(fe_emit *e, const fe_way *way, const char *method, uint32_t arguments)
{
    fora_val values[4] = {way->manager};
    uint64_t attributes[4] = {fe_intern(e, method)};
    for (uint32_t i = 1; i <= arguments; i++)
        values[i] = fe_none(e);
    fe_op(e, way->node, FORA_OP_PY_METHOD, 1 + arguments, values, 1 + arguments,
          attributes);
}

void
fe_run_final(fe_emit *e, fe_way *way)
{
    if (way->kind == FE_WAY_CLOSE)
        call_exit(e, way, "close", 0);
    else if (way->manager)
        call_exit(e, way, "__exit__", 3);
    else
        fe_emit_statements(e, way->body);
}

static void
note_bypass(fe_emit *e, fe_way *way, fe_way *final)
{
    for (uint32_t i = 0; i < way->bypass_count; i++)
        if (way->bypass[i] == final)
            return;
    *FORA_PUSH(e->unit->arena, way->bypass, way->bypass_count, way->bypass_capacity) =
        final;
}

// Runs `final` on the way out from the code at hand.
static void
leave_final(fe_emit *e, fe_way *final, bool crosses_loop)
{
    fe_way *ways = e->ways;
    bool detached = e->detached;
    if (final->kind == FE_WAY_FINALLY) {
        if (final->left == UINT32_MAX)
            final->left = fe_hidden(e, ".left");
        fe_at(e, final->node);
        fe_set(e, final->left, fe_bool(e, true));
        for (fe_way *way = ways; way != final; way = way->outer)
            if (way->kind == FE_WAY_TRY)
                note_bypass(e, way, final);
    }
    e->ways = final->outer;
    e->detached |= crosses_loop;
    fe_run_final(e, final);
    e->ways = ways;
    e->detached = detached;
}

static void
unbind_name(fe_emit *e, const fe_node *handler)
{
    fe_store(e, handler, handler->ExceptHandler.name,
             fora_build0(&e->b, FORA_OP_CONST_UNBOUND));
}

bool
fe_leave(fe_emit *e, const fe_node *node, bool to_loop)
{
    (void)node;
    bool crosses_loop = false;
    for (fe_way *way = e->ways; way && !e->dead; way = way->outer) {
        if (way->kind == FE_WAY_LOOP && to_loop)
            return true;
        crosses_loop |= way->kind == FE_WAY_LOOP;
        if (way->kind == FE_WAY_FINALLY || way->kind == FE_WAY_CLOSE)
            leave_final(e, way, crosses_loop);
        if (way->kind == FE_WAY_HANDLER)
            unbind_name(e, way->node);
    }
    return !e->dead;
}

// ---- Guarded regions ----------------------------------------------------------------

static void
let_pass(fe_emit *e, const fe_node *node, const fe_way *way, fora_val exception)
{
    for (uint32_t i = 0; i < way->bypass_count; i++) {
        fe_at(e, node);
        fora_val left = fe_get(e, way->bypass[i]->left);
        fe_saved saved;
        fora_block pass = fe_open(e, &saved);
        fe_end(e, FORA_OP_RERAISE, 1, &exception);
        fe_close(e, saved);
        fora_block stay = fe_open(e, &saved);
        fe_yield(e, 0, NULL);
        fe_close(e, saved);
        fe_if(e, node, left, pass, stay, 0);
    }
}

void
fe_guard(fe_emit *e, const fe_node *node, fe_part *body, fe_part *handler,
         void *context, fe_way *final)
{
    fe_way way = {.outer = e->ways, .kind = FE_WAY_TRY};
    fe_saved saved;
    fora_block guarded = fe_open(e, &saved);
    e->ways = &way;
    body(e, context, 0);
    fe_yield(e, 0, NULL);
    e->ways = way.outer;
    fe_close(e, saved);
    fora_block caught = fe_open(e, &saved);
    fora_val exception = fora_block_add_parameter(e->b.function, caught, 0);
    let_pass(e, node, &way, exception);
    // What the handler of a finally runs is not inside that finally.
    if (final)
        e->ways = final->outer;
    handler(e, context, exception);
    e->ways = way.outer;
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    if (final && final->left != UINT32_MAX) {
        fe_at(e, node);
        fe_set(e, final->left, fe_bool(e, false));
    }
    bool falls =
        fe_ends_in(e, guarded, FORA_OP_YIELD) || fe_ends_in(e, caught, FORA_OP_YIELD);
    fe_construct(e, node, FORA_OP_TRY, 0, NULL, 0, 2, (fora_block[]){guarded, caught},
                 falls);
}

// ---- except -------------------------------------------------------------------------

typedef struct {
    fe_node *node;
    fe_way *final;
    uint32_t completed;  // variable: the body ended without an exception
} try_context;

static void
handler_body(fe_emit *e, void *context, fora_val exception)
{
    (void)exception;
    const fe_node *handler = context;
    fe_way way = {.outer = e->ways, .kind = FE_WAY_HANDLER, .node = handler};
    e->ways = &way;
    fe_emit_statements(e, handler->ExceptHandler.body);
    e->ways = way.outer;
}

static void
handler_raised(fe_emit *e, void *context, fora_val exception)
{
    const fe_node *handler = context;
    fe_at(e, handler);
    unbind_name(e, handler);
    fe_end(e, FORA_OP_RERAISE, 1, &exception);
}

// Whether somebody who catches what the body of a handler raises can ask for `name`.
static bool
is_asked_for_later(fe_emit *e, fora_sym name)
{
    const fe_symbol *symbol = fe_lookup(e, name);
    if (symbol && symbol->storage != FE_VARIABLE)
        return true;
    for (const fe_way *way = e->ways; way; way = way->outer)
        if (way->kind != FE_WAY_LOOP && way->kind != FE_WAY_HANDLER)
            return true;
    return false;
}

// The body of `except ... as name`: however it is left, the name is unbound then.
static void
named_handler(fe_emit *e, fe_node *handler, fora_val value)
{
    fora_sym name = handler->ExceptHandler.name;
    fe_store(e, handler, name, value);
    if (is_asked_for_later(e, name))
        fe_guard(e, handler, handler_body, handler_raised, handler, NULL);
    else
        handler_body(e, handler, 0);
    if (!e->dead)
        unbind_name(e, handler);
}

static void
run_handler(fe_emit *e, fe_node *handler, fora_val exception)
{
    fora_sym name = handler->ExceptHandler.name;
    fora_val value = exception;
    fora_val outer = e->handled;
    e->handled = exception;
    if (handler->ExceptHandler.type && name) {
        fora_val class_info = fe_expr(e, handler->ExceptHandler.type);
        uint64_t how = FORA_NARROW_ISINSTANCE;
        fe_at(e, handler);
        fora_op op =
            fora_build(&e->b, FORA_OP_NARROW, 2, (fora_val[]){exception, class_info}, 1,
                       1, &how, 0, NULL);
        value = fora_op_get(e->b.function, op)->result;
    }
    if (name)
        named_handler(e, handler, value);
    else
        fe_emit_statements(e, handler->ExceptHandler.body);
    e->handled = outer;
}

static void
dispatch(fe_emit *e, fe_nodes handlers, uint32_t i, fora_val exception)
{
    if (i == handlers.count) {
        fe_end(e, FORA_OP_RERAISE, 1, &exception);
        return;
    }
    fe_node *handler = handlers.items[i];
    if (handler->ExceptHandler.type == NULL) {
        run_handler(e, handler, exception);
        return;
    }
    fora_val classes = fe_expr(e, handler->ExceptHandler.type);
    fora_val matches =
        fe_op2(e, handler->ExceptHandler.type, FORA_OP_EXC_MATCH, exception, classes);
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    run_handler(e, handler, exception);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    dispatch(e, handlers, i + 1, exception);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, handler, matches, then, otherwise, 0);
}

static void
except_body(fe_emit *e, void *context, fora_val exception)
{
    (void)exception;
    try_context *try = context;
    fe_emit_statements(e, try->node->Try.body);
    if (!e->dead && try->completed != UINT32_MAX)
        fe_set(e, try->completed, fe_bool(e, true));
}

static void
except_handlers(fe_emit *e, void *context, fora_val exception)
{
    try_context *try = context;
    if (try->completed != UINT32_MAX)
        fe_set(e, try->completed, fe_bool(e, false));
    dispatch(e, try->node->Try.handlers, 0, exception);
}

static void
run_else(fe_emit *e, try_context *try)
{
    fora_val completed = fe_get(e, try->completed);
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    fe_emit_statements(e, try->node->Try.orelse);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, try->node, completed, then, otherwise, 0);
}

static void
try_except(fe_emit *e, fe_node *node)
{
    try_context try = {node, NULL, UINT32_MAX};
    if (node->Try.handlers.count == 0) {
        fe_emit_statements(e, node->Try.body);
        return;
    }
    if (node->Try.orelse.count > 0)
        try.completed = fe_hidden(e, ".completed");
    fe_guard(e, node, except_body, except_handlers, &try, NULL);
    if (node->Try.orelse.count > 0 && !e->dead)
        run_else(e, &try);
}

// ---- finally ------------------------------------------------------------------------

static void
finally_body(fe_emit *e, void *context, fora_val exception)
{
    (void)exception;
    try_context *try = context;
    try_except(e, try->node);
}

static void
finally_handler(fe_emit *e, void *context, fora_val exception)
{
    try_context *try = context;
    fora_val outer = e->handled;
    e->handled = exception;
    fe_emit_statements(e, try->node->Try.finalbody);
    e->handled = outer;
    fe_end(e, FORA_OP_RERAISE, 1, &exception);
}

void
fe_try(fe_emit *e, fe_node *node)
{
    if (node->Try.finalbody.count == 0) {
        try_except(e, node);
        return;
    }
    fe_way final = {.outer = e->ways,
                    .kind = FE_WAY_FINALLY,
                    .body = node->Try.finalbody,
                    .left = UINT32_MAX,
                    .node = node};
    try_context try = {node, &final, UINT32_MAX};
    e->ways = &final;
    fe_guard(e, node, finally_body, finally_handler, &try, &final);
    e->ways = final.outer;
    if (!e->dead)
        fe_emit_statements(e, node->Try.finalbody);
}
