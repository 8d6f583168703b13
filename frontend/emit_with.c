// with: files are closed on every way out; other managers get their __exit__ called.
#include "emit.h"

typedef struct {
    fe_node *node;
    uint32_t item;  // the next item to enter
    fe_way *way;
} with_context;

static void enter_items(fe_emit *e, fe_node *node, uint32_t item);

static void
with_body(fe_emit *e, void *context, fora_val exception)
{
    (void)exception;
    with_context *with = context;
    fe_node *target =
        with->node->With.items.items[with->item - 1]->withitem.optional_vars;
    if (target)
        fe_assign(e, target, with->way->manager);
    enter_items(e, with->node, with->item);
}

static void
close_handler(fe_emit *e, void *context, fora_val exception)
{
    with_context *with = context;
    fe_run_final(e, with->way);
    fe_end(e, FORA_OP_RERAISE, 1, &exception);
}

static void
with_file(fe_emit *e, fe_node *node, uint32_t item, fora_val file)
{
    fe_node *expression = node->With.items.items[item]->withitem.context_expr;
    fe_way way = {.outer = e->ways,
                  .kind = FE_WAY_CLOSE,
                  .left = UINT32_MAX,
                  .manager = file,
                  .node = expression};
    with_context with = {node, item + 1, &way};
    e->ways = &way;
    fe_guard(e, expression, with_body, close_handler, &with, &way);
    e->ways = way.outer;
    if (!e->dead)
        fe_run_final(e, &way);
}

// ---- Other managers -----------------------------------------------------------------

static void
manager_body(fe_emit *e, void *context, fora_val exception)
{
    (void)exception;
    with_context *with = context;
    enter_items(e, with->node, with->item);
}

// An __exit__ whose answer is true swallows the exception.
static void
manager_handler(fe_emit *e, void *context, fora_val exception)
{
    with_context *with = context;
    const fe_node *node = with->way->node;
    fora_val type = fe_builtin(e, "type");
    uint64_t attributes[4] = {0};
    fora_val class = fe_op(e, node, FORA_OP_PY_CALL, 2, (fora_val[]){type, exception},
                           1, attributes);
    attributes[0] = fe_intern(e, "__exit__");
    fora_val answer = fe_op(
        e, node, FORA_OP_PY_METHOD, 4,
        (fora_val[]){with->way->manager, class, exception, fe_none(e)}, 4, attributes);
    fora_val swallows = fe_op1(e, node, FORA_OP_PY_TRUTH, answer);
    fe_saved saved;
    fora_block go_on = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block pass = fe_open(e, &saved);
    fe_end(e, FORA_OP_RERAISE, 1, &exception);
    fe_close(e, saved);
    fe_if(e, node, swallows, go_on, pass, 0);
}

// Whether the body ended by itself: then __exit__ is called with three times None.
static void
exit_if_completed(fe_emit *e, fe_way *way, uint32_t completed)
{
    fora_val condition = fe_get(e, completed);
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    fe_run_final(e, way);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, way->node, condition, then, otherwise, 0);
}

typedef struct {
    with_context with;
    fe_node *target;
    fora_val entered;
    uint32_t completed;
} manager_context;

static void
completing_body(fe_emit *e, void *context, fora_val exception)
{
    manager_context *manager = context;
    if (manager->target)
        fe_assign(e, manager->target, manager->entered);
    manager_body(e, &manager->with, exception);
    if (!e->dead)
        fe_set(e, manager->completed, fe_bool(e, true));
}

static void
swallowing_handler(fe_emit *e, void *context, fora_val exception)
{
    manager_context *manager = context;
    fe_set(e, manager->completed, fe_bool(e, false));
    manager_handler(e, &manager->with, exception);
}

static void
with_manager(fe_emit *e, fe_node *node, uint32_t item, fora_val manager)
{
    fe_node *part = node->With.items.items[item];
    fe_node *expression = part->withitem.context_expr;
    uint64_t enter = fe_intern(e, "__enter__");
    fora_val entered = fe_op(e, expression, FORA_OP_PY_METHOD, 1, &manager, 1, &enter);
    fe_way way = {.outer = e->ways,
                  .kind = FE_WAY_FINALLY,
                  .left = UINT32_MAX,
                  .manager = manager,
                  .node = expression};
    manager_context context = {{node, item + 1, &way},
                               part->withitem.optional_vars,
                               entered,
                               fe_hidden(e, ".completed")};
    e->ways = &way;
    fe_guard(e, expression, completing_body, swallowing_handler, &context, &way);
    e->ways = way.outer;
    if (!e->dead)
        exit_if_completed(e, &way, context.completed);
}

static void
enter_items(fe_emit *e, fe_node *node, uint32_t item)
{
    if (item == node->With.items.count) {
        fe_emit_statements(e, node->With.body);
        return;
    }
    fe_node *expression = node->With.items.items[item]->withitem.context_expr;
    fora_val manager = fe_expr(e, expression);
    if (expression->kind == FE_Call && fe_is_builtin(e, expression->Call.func, "open"))
        with_file(e, node, item, manager);
    else
        with_manager(e, node, item, manager);
}

void
fe_with(fe_emit *e, fe_node *node)
{
    enter_items(e, node, 0);
}
