// The parameters of functions and lambdas.
#include "ast_build.h"

typedef struct {
    fe_node *arguments;
    fe_node_list positional, posonly, defaults, kwonly, kw_defaults;
    bool slash;      // `/` was seen
    bool star;       // `*` or `*args` was seen
    bool bare_star;  // the last thing seen was `*`
} lists;

static fe_node *
make_arg(fe_builder *b, const fe_cst *node, const fe_cst *name, const fe_cst *type)
{
    if (name->symbol != FE_CST_identifier)
        return FE_FAIL(b, syntax_parameter_parentheses, name);
    fe_node *arg = fe_make(b, FE_arg, node);
    arg->arg.arg = fe_identifier(b, name);
    if (type)
        arg->arg.annotation = fe_expression(b, type);
    return arg;
}

static void
add_plain(fe_builder *b, lists *l, const fe_cst *node, fe_node *arg, fe_node *value)
{
    l->bare_star = false;
    if (l->star) {
        fe_list_add(b, &l->kwonly, arg);
        fe_list_add(b, &l->kw_defaults, value);
        return;
    }
    fe_list_add(b, &l->positional, arg);
    if (value)
        fe_list_add(b, &l->defaults, value);
    else if (l->defaults.count)
        (void)FE_FAIL(b, syntax_default_order, node);
}

static void
add_slash(fe_builder *b, lists *l, const fe_cst *node)
{
    if (l->slash)
        (void)FE_FAIL(b, syntax_parameters, node, "/ may appear only once");
    else if (l->star)
        (void)FE_FAIL(b, syntax_parameters, node, "/ must be ahead of *");
    else if (l->positional.count == 0)
        (void)FE_FAIL(b, syntax_parameters, node,
                      "at least one argument must precede /");
    l->slash = true;
    l->posonly = l->positional;
    l->positional = (fe_node_list){0};
}

static void
add_star(fe_builder *b, lists *l, const fe_cst *node, fe_node *vararg)
{
    if (l->star)
        (void)FE_FAIL(b, syntax_parameters, node, "* argument may appear only once");
    l->star = true;
    l->bare_star = !vararg;
    l->arguments->arguments.vararg = vararg;
}

// `*args`, `**kwargs` or a plain name, with an annotation or without.
static void
add_named(fe_builder *b, lists *l, const fe_cst *node, const fe_cst *name,
          const fe_cst *type)
{
    if (name->symbol == FE_CST_list_splat_pattern) {
        fe_node *arg = make_arg(b, node, fe_first(name), type);
        arg->span.start = fe_first(name)->start;
        add_star(b, l, node, arg);
    } else if (name->symbol == FE_CST_dictionary_splat_pattern) {
        fe_node *arg = make_arg(b, node, fe_first(name), type);
        arg->span.start = fe_first(name)->start;
        if (l->bare_star)
            (void)FE_FAIL(b, syntax_parameters, node,
                          "named arguments must follow bare *");
        l->bare_star = false;
        l->arguments->arguments.kwarg = arg;
    } else {
        add_plain(b, l, node, make_arg(b, node, name, type), NULL);
    }
}

static void
add_default(fe_builder *b, lists *l, const fe_cst *node)
{
    const fe_cst *name = fe_cst_child(node, FE_FIELD_name);
    const fe_cst *type = fe_cst_child(node, FE_FIELD_type);
    fe_node *arg = make_arg(b, node, name, type);
    arg->span.end = type ? type->end : name->end;
    add_plain(b, l, node, arg, fe_expression(b, fe_cst_child(node, FE_FIELD_value)));
}

static void
add_parameter(fe_builder *b, lists *l, const fe_cst *node)
{
    if (l->arguments->arguments.kwarg) {
        (void)FE_FAIL(b, syntax_parameters, node,
                      "arguments cannot follow var-keyword argument");
        return;
    }
    switch (node->symbol) {
    case FE_CST_positional_separator:
        add_slash(b, l, node);
        break;
    case FE_CST_keyword_separator:
        add_star(b, l, node, NULL);
        break;
    case FE_CST_default_parameter:
    case FE_CST_typed_default_parameter:
        add_default(b, l, node);
        break;
    case FE_CST_typed_parameter:
        add_named(b, l, node, fe_first(node), fe_cst_child(node, FE_FIELD_type));
        break;
    default:
        add_named(b, l, node, node, NULL);
    }
}

fe_node *
fe_parameters(fe_builder *b, const fe_cst *parameters, fora_span span)
{
    lists l = {.arguments = fe_node_new(b->arena, FE_arguments, span)};
    fe_node *arguments = l.arguments;
    for (const fe_cst *child = parameters ? fe_first(parameters) : NULL; child;
         child = fe_after(child))
        add_parameter(b, &l, child);
    if (l.bare_star)
        (void)FE_FAIL(b, syntax_parameters, parameters,
                      "named arguments must follow bare *");
    arguments->arguments.posonlyargs = fe_list_nodes(&l.posonly);
    arguments->arguments.args = fe_list_nodes(&l.positional);
    arguments->arguments.defaults = fe_list_nodes(&l.defaults);
    arguments->arguments.kwonlyargs = fe_list_nodes(&l.kwonly);
    arguments->arguments.kw_defaults = fe_list_nodes(&l.kw_defaults);
    return arguments;
}
