// e.args, read back from the text that an exception keeps of its arguments: what stands
// between the parentheses of repr(e). Strings can be told from it; who asks for arguments of
// other kinds is refused as the program runs.
#include "rt.h"
#include "str.h"

static rt_own
refuse(rt_list *list)
{
    rt_release(list);
    rt_raise_format(RT_EXC_ForacUnsupported,
                    "forac knows the args of exceptions that are made of strings only");
    return NULL;
}

// The place of the quote that ends the literal whose opening quote is at `start`; 0 if there
// is none, or if it holds escapes.
static int64_t
end_of_literal(const rt_str *text, int64_t start)
{
    uint32_t quote = rt_str_point(text, start);
    if (quote != '\'' && quote != '"')
        return 0;
    for (int64_t i = start + 1; i < text->length; i++) {
        uint32_t point = rt_str_point(text, i);
        if (point == '\\')
            return 0;
        if (point == quote)
            return i;
    }
    return 0;
}

// Whether another literal follows behind `end`; `*start` is moved to it.
static bool
more_follow(const rt_str *text, int64_t end, int64_t *start)
{
    *start = end + 3;
    return end + 3 < text->length && rt_str_point(text, end + 1) == ',' &&
           rt_str_point(text, end + 2) == ' ';
}

// A single argument with escapes in its literal is what str(e) says.
static bool
is_message(const rt_exception *e)
{
    rt_str *repr = rt_str_repr(e->message);
    bool same = rt_str_equal(repr, e->arguments);
    rt_release(repr);
    return same;
}

rt_own
rt_exception_args(rt_ref exception)
{
    const rt_exception *e = exception;
    const rt_str *text = e->arguments;
    rt_list *list = rt_list_of_str();
    if (text == NULL || text->length == 0)
        return list;
    int64_t start = 0;
    do {
        int64_t end = end_of_literal(text, start);
        if (end == 0) {
            if (start > 0 || !is_message(e))
                return refuse(list);
            rt_list_add_str(list, rt_str_share(e->message));
            return list;
        }
        rt_list_add_str(list, rt_str_from_points(text->data + (start + 1) * text->width,
                                                 text->width, end - start - 1));
        if (end == text->length - 1)
            return list;
        if (!more_follow(text, end, &start))
            return refuse(list);
    } while (true);
}
