// Machine types of LOW operations against the table below.
#include "include/fora_lower.h"
#include "verify.h"

static const char *const signatures[FORA_OP_COUNT] = {
    [FORA_OP_L_I1] = ":1",           [FORA_OP_L_I8] = ":N",
    [FORA_OP_L_I32] = ":4",          [FORA_OP_L_I64] = ":6",
    [FORA_OP_L_F64] = ":d",          [FORA_OP_L_NULL] = ":a",
    [FORA_OP_L_STR] = ":r",          [FORA_OP_L_CSTRING] = ":p",
    [FORA_OP_L_SITE] = ":p",         [FORA_OP_L_GLOBAL] = ":p",
    [FORA_OP_L_SLOT] = ":p",         [FORA_OP_L_ADD] = "NN:N",
    [FORA_OP_L_SUB] = "NN:N",        [FORA_OP_L_MUL] = "NN:N",
    [FORA_OP_L_ADD_CHECK] = "NN:N1", [FORA_OP_L_SUB_CHECK] = "NN:N1",
    [FORA_OP_L_MUL_CHECK] = "NN:N1", [FORA_OP_L_ADD_EXACT] = "NN:N",
    [FORA_OP_L_SUB_EXACT] = "NN:N",  [FORA_OP_L_MUL_EXACT] = "NN:N",
    [FORA_OP_L_SDIV] = "NN:N",       [FORA_OP_L_SREM] = "NN:N",
    [FORA_OP_L_AND] = "BB:B",        [FORA_OP_L_OR] = "BB:B",
    [FORA_OP_L_XOR] = "BB:B",        [FORA_OP_L_SHL] = "NN:N",
    [FORA_OP_L_ASHR] = "NN:N",       [FORA_OP_L_LSHR] = "NN:N",
    [FORA_OP_L_ICMP] = "AA:1",       [FORA_OP_L_FADD] = "dd:d",
    [FORA_OP_L_FSUB] = "dd:d",       [FORA_OP_L_FMUL] = "dd:d",
    [FORA_OP_L_FDIV] = "dd:d",       [FORA_OP_L_FNEG] = "d:d",
    [FORA_OP_L_FABS] = "d:d",        [FORA_OP_L_FSQRT] = "d:d",
    [FORA_OP_L_FFLOOR] = "d:d",      [FORA_OP_L_FCEIL] = "d:d",
    [FORA_OP_L_FTRUNC] = "d:d",      [FORA_OP_L_FCOPYSIGN] = "dd:d",
    [FORA_OP_L_FCMP] = "dd:1",       [FORA_OP_L_ZEXT] = "x:x",
    [FORA_OP_L_SEXT] = "x:x",        [FORA_OP_L_TRUNC] = "x:x",
    [FORA_OP_L_SITOFP] = "N:d",      [FORA_OP_L_FPTOSI] = "d:N",
    [FORA_OP_L_BITCAST] = "x:x",     [FORA_OP_L_SELECT] = "1AA:A",
    [FORA_OP_L_ADDR] = "a6:p",       [FORA_OP_L_LOAD] = "aa:x",
    [FORA_OP_L_TAKE] = "a:r",        [FORA_OP_L_COPY] = "a:r",
    [FORA_OP_L_STORE] = "ax:",       [FORA_OP_L_ALLOC] = ":r",
    [FORA_OP_L_RETAIN] = "r:",       [FORA_OP_L_RELEASE] = "r:",
    [FORA_OP_L_IS_UNIQUE] = "r:1",   [FORA_OP_L_KEEP] = "r:",
    [FORA_OP_L_DESCRIPTOR] = "r:4",  [FORA_OP_L_SWITCH] = "N:",
};

const char *
ir_machine_signature(fora_opcode code)
{
    return signatures[code];
}

static fora_type_kind
kind_of(const ir_verifier *v, fora_val value)
{
    return fora_type_get(v->program->types, fora_val_type(v->f, value))->kind;
}

static uint32_t
width_of(fora_type_kind kind)
{
    switch (kind) {
    case FORA_TYPE_L_I1:
        return 1;
    case FORA_TYPE_L_I8:
        return 8;
    case FORA_TYPE_L_I32:
        return 32;
    case FORA_TYPE_L_I64:
        return 64;
    default:
        return 0;
    }
}

// What the shared letters of a row stand for, once they were met.
typedef struct {
    fora_type_kind shared;
    bool bound;
} binding;

static bool
fits(char letter, fora_type_kind kind, binding *b)
{
    static const struct {
        char letter;
        fora_type_kind kind;
    } fixed[] = {{'1', FORA_TYPE_L_I1},  {'4', FORA_TYPE_L_I32},
                 {'6', FORA_TYPE_L_I64}, {'d', FORA_TYPE_L_F64},
                 {'r', FORA_TYPE_L_REF}, {'p', FORA_TYPE_L_PTR}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].letter == letter)
            return fixed[i].kind == kind;
    if (letter == 'a')
        return kind == FORA_TYPE_L_REF || kind == FORA_TYPE_L_PTR;
    if (letter == 'x')
        return true;
    if (b->bound)
        return b->shared == kind;
    b->bound = true;
    b->shared = kind;
    return letter == 'A' || width_of(kind) > (letter == 'N' ? 1u : 0u);
}

static bool
verify_signature(ir_verifier *v, fora_op op, const char *signature)
{
    const fora_operation *o = &v->f->ops[op];
    binding b = {0};
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (!fits(*signature++, kind_of(v, fora_operand(v->f, op, i)), &b))
            return ir_fault(v, op, "operand %u has the wrong machine type", i);
    signature++;
    for (uint32_t i = 0; i < o->result_count; i++)
        if (!fits(*signature++, kind_of(v, o->result + i), &b))
            return ir_fault(v, op, "result %u has the wrong machine type", i);
    return true;
}

static bool
verify_conversion(ir_verifier *v, fora_op op)
{
    fora_type_kind from = kind_of(v, fora_operand(v->f, op, 0));
    fora_type_kind to = kind_of(v, v->f->ops[op].result);
    uint32_t narrow = width_of(from), wide = width_of(to);
    bool sound = true;
    switch (v->f->ops[op].code) {
    case FORA_OP_L_ZEXT:
    case FORA_OP_L_SEXT:
        sound = narrow && narrow < wide;
        break;
    case FORA_OP_L_TRUNC:
        sound = wide && wide < narrow;
        break;
    case FORA_OP_L_BITCAST:
        sound = (from == FORA_TYPE_L_I64 && to == FORA_TYPE_L_F64) ||
                (from == FORA_TYPE_L_F64 && to == FORA_TYPE_L_I64);
        break;
    default:
        break;
    }
    return sound ||
           ir_fault(v, op, "it cannot convert from `%s` to `%s`",
                    fora_type_kind_infos[from].text, fora_type_kind_infos[to].text);
}

static bool
verify_comparison(ir_verifier *v, fora_op op)
{
    fora_type_kind kind = kind_of(v, fora_operand(v->f, op, 0));
    uint64_t how = fora_attribute(v->f, op, 0);
    if (v->f->ops[op].code == FORA_OP_L_FCMP)
        return how <= FORA_GE || ir_fault(v, op, "floats have no unsigned comparison");
    if (kind == FORA_TYPE_L_F64)
        return ir_fault(v, op, "operands are floats");
    if (how > FORA_NE && width_of(kind) <= 1)
        return ir_fault(v, op, "only eq and ne compare `%s`",
                        fora_type_kind_infos[kind].text);
    return true;
}

static bool
verify_call(ir_verifier *v, fora_op op)
{
    const fora_function *callee = v->program->functions[fora_attribute(v->f, op, 0)];
    const fora_operation *o = &v->f->ops[op];
    if (callee->level != FORA_LEVEL_LOW || callee->block_count < 2)
        return ir_fault(v, op, "its function is not LOW");
    const fora_region *body = &callee->blocks[1];
    uint32_t raised = callee->flags & FORA_FN_RAISES ? 1 : 0;
    if ((uint64_t)body->parameters + body->parameter_count >
        callee->parameter_pool_count)
        return true;  // the callee's own check tells
    if (o->operand_count != body->parameter_count)
        return ir_fault(v, op, "%u operands instead of %u", o->operand_count,
                        body->parameter_count);
    if (o->result_count != callee->result_count + raised)
        return ir_fault(v, op, "%u results instead of %u", o->result_count,
                        callee->result_count + raised);
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_val parameter = fora_block_parameter(callee, 1, i);
        if (parameter < callee->value_count &&
            fora_val_type(callee, parameter) !=
                fora_val_type(v->f, fora_operand(v->f, op, i)))
            return ir_fault(v, op, "operand %u has the wrong machine type", i);
    }
    for (uint32_t i = 0; i < o->result_count; i++) {
        fora_type wanted =
            i < callee->result_count ? callee->result_types[i] : FORA_SIMPLE_TYPE(L_I1);
        if (fora_val_type(v->f, o->result + i) != wanted)
            return ir_fault(v, op, "result %u has the wrong machine type", i);
    }
    return true;
}

// A runtime function's operands and results are those of its row of abi.def.
static bool
verify_runtime(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    fora_abi_info row;
    fora_abi_get((fora_abi)fora_attribute(v->f, op, 0), &row);
    fora_type result = fora_abi_machine(row.result);
    uint32_t results = (result ? 1 : 0) + (row.error == FORA_ABI_PENDING ? 1 : 0);
    if (o->operand_count != row.parameter_count)
        return ir_fault(v, op, "`%s` takes %u operands, not %u", row.name,
                        row.parameter_count, o->operand_count);
    if (o->result_count != results)
        return ir_fault(v, op, "`%s` has %u results, not %u", row.name, results,
                        o->result_count);
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (fora_val_type(v->f, fora_operand(v->f, op, i)) !=
            fora_abi_machine(row.parameters[i]))
            return ir_fault(v, op, "operand %u of `%s` has the wrong machine type", i,
                            row.name);
    for (uint32_t i = 0; i < results; i++)
        if (fora_val_type(v->f, o->result + i) !=
            (i == 0 && result ? result : FORA_SIMPLE_TYPE(L_I1)))
            return ir_fault(v, op, "result %u of `%s` has the wrong machine type", i,
                            row.name);
    return true;
}

static bool
verify_return(ir_verifier *v, fora_op op)
{
    const fora_function *f = v->f;
    uint32_t raised = f->flags & FORA_FN_RAISES ? 1 : 0;
    uint32_t count = f->ops[op].operand_count;
    if (count != f->result_count + raised)
        return ir_fault(v, op, "%u operands instead of %u", count,
                        f->result_count + raised);
    for (uint32_t i = 0; i < count; i++) {
        fora_type wanted =
            i < f->result_count ? f->result_types[i] : FORA_SIMPLE_TYPE(L_I1);
        if (fora_val_type(f, fora_operand(f, op, i)) != wanted)
            return ir_fault(v, op, "operand %u has the wrong machine type", i);
    }
    return true;
}

static bool
all_machine_types(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    for (uint32_t i = 0; i < o->result_count; i++)
        if (kind_of(v, o->result + i) < FORA_TYPE_L_I1)
            return ir_fault(v, op, "result %u has no machine type", i);
    return true;
}

bool
ir_verify_machine_types(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    if (!all_machine_types(v, op))
        return false;
    if (signatures[o->code] && !verify_signature(v, op, signatures[o->code]))
        return false;
    switch (o->code) {
    case FORA_OP_L_ZEXT:
    case FORA_OP_L_SEXT:
    case FORA_OP_L_TRUNC:
    case FORA_OP_L_BITCAST:
        return verify_conversion(v, op);
    case FORA_OP_L_ICMP:
    case FORA_OP_L_FCMP:
        return verify_comparison(v, op);
    case FORA_OP_L_BRANCH:
        return kind_of(v, fora_operand(v->f, op, 0)) == FORA_TYPE_L_I1 ||
               ir_fault(v, op, "its condition is no i1");
    case FORA_OP_L_CALL:
        return verify_call(v, op);
    case FORA_OP_L_RUNTIME:
        return verify_runtime(v, op);
    case FORA_OP_L_RET:
        return verify_return(v, op);
    default:
        return true;
    }
}
