// Methods of numbers and files.
#include "eval.h"

static eval_value
float_is_integer(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_bool(rt_float_is_integer(self->as.number));
}

static eval_value
float_hex(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_str(rt_float_hex(self->as.number));
}

static eval_value
float_as_integer_ratio(eval_value *self, eval_args *args)
{
    int64_t parts[2];
    (void)args;
    rt_float_as_integer_ratio(self->as.number, parts);
    eval_check();
    return eval_tuple_of(2, (eval_value[]){eval_int(parts[0]), eval_int(parts[1])});
}

static eval_value
int_bit_length(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_int(rt_int_bit_length(self->as.integer));
}

static eval_value
int_bit_count(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_int(rt_int_bit_count(self->as.integer));
}

// ---- Files --------------------------------------------------------------------------

static eval_value
file_read(eval_value *self, eval_args *args)
{
    int64_t size = eval_as_int(eval_argument(args, 0, NULL, eval_int(-1)));
    rt_str *text = rt_file_read(self->as.file, size);
    eval_check();
    return eval_str(text);
}

static eval_value
file_readline(eval_value *self, eval_args *args)
{
    (void)args;
    rt_str *text = rt_file_readline(self->as.file);
    eval_check();
    return eval_str(text);
}

static eval_value
file_readlines(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_list(eval_to_list(*self));
}

static eval_value
file_write(eval_value *self, eval_args *args)
{
    eval_arity(args, "write()", 1, 1);
    int64_t count = rt_file_write(self->as.file, eval_as_str(args->values[0]));
    eval_check();
    return eval_int(count);
}

static eval_value
file_writelines(eval_value *self, eval_args *args)
{
    eval_arity(args, "writelines()", 1, 1);
    eval_iterator *lines = eval_iterate(args->values[0]);
    for (eval_value line; eval_next(lines, &line);) {
        rt_file_write(self->as.file, eval_as_str(line));
        eval_check();
    }
    return eval_none();
}

static eval_value
file_flush(eval_value *self, eval_args *args)
{
    (void)args;
    rt_file_flush(self->as.file);
    eval_check();
    return eval_none();
}

static eval_value
file_close(eval_value *self, eval_args *args)
{
    (void)args;
    rt_file_close(self->as.file);
    eval_check();
    return eval_none();
}

static eval_value
file_enter(eval_value *self, eval_args *args)
{
    (void)args;
    rt_file_enter(self->as.file);
    eval_check();
    return *self;
}

static eval_value
file_exit(eval_value *self, eval_args *args)
{
    file_close(self, args);
    return eval_bool(false);
}

const eval_method_row eval_other_methods[] = {
    {EVAL_FLOAT, "is_integer", float_is_integer},
    {EVAL_FLOAT, "hex", float_hex},
    {EVAL_FLOAT, "as_integer_ratio", float_as_integer_ratio},
    {EVAL_INT, "bit_length", int_bit_length},
    {EVAL_INT, "bit_count", int_bit_count},
    {EVAL_BOOL, "bit_length", int_bit_length},
    {EVAL_BOOL, "bit_count", int_bit_count},
    {EVAL_FILE, "read", file_read},
    {EVAL_FILE, "readline", file_readline},
    {EVAL_FILE, "readlines", file_readlines},
    {EVAL_FILE, "write", file_write},
    {EVAL_FILE, "writelines", file_writelines},
    {EVAL_FILE, "flush", file_flush},
    {EVAL_FILE, "close", file_close},
    {EVAL_FILE, "__enter__", file_enter},
    {EVAL_FILE, "__exit__", file_exit},
    {0},
};
