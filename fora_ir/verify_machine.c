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
    [FORA_OP_L_ADDR] = "v6:w",       [FORA_OP_L_LOAD] = "aa:x",
    [FORA_OP_L_TAKE] = "a:r",        [FORA_OP_L_COPY] = "a:r",
    [FORA_OP_L_STORE] = "ax:",       [FORA_OP_L_ALLOC] = ":r",
    [FORA_OP_L_RETAIN] = "r:",       [FORA_OP_L_RELEASE] = "r:",
    [FORA_OP_L_IS_UNIQUE] = "r:1",   [FORA_OP_L_KEEP] = "r:",
    [FORA_OP_L_DESCRIPTOR] = "r:4",  [FORA_OP_L_SWITCH] = "N:",
    [FORA_OP_L_SPLAT] = "x:x",       [FORA_OP_L_IOTA] = ":x",
    [FORA_OP_L_BITS] = "x:6",        [FORA_OP_L_LOWEST] = "6:6",
    [FORA_OP_L_ANY] = "x:s",         [FORA_OP_L_EXTRACT] = "x:x",
    [FORA_OP_L_STRIDED] = "aa:x",    [FORA_OP_L_GATHER] = "axa:x",
    [FORA_OP_L_GATHER_AT] = "v1a:x", [FORA_OP_L_FMA] = "ddd:d",
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
    uint32_t lanes;  // of all operands and results that may be lanes; 0: none was met
} binding;

static bool
fits_lanes(fora_type_kind kind, binding *b)
{
    if (!b->lanes)
        b->lanes = fora_lane_count(kind);
    return b->lanes == fora_lane_count(kind);
}

static bool
is_address(fora_type_kind kind)
{
    kind = fora_lane_kind(kind);
    return kind == FORA_TYPE_L_REF || kind == FORA_TYPE_L_PTR;
}

static bool
fits(char letter, fora_type_kind kind, binding *b)
{
    static const struct {
        char letter;
        fora_type_kind kind;
        bool lanes;  // may be lanes of it
    } fixed[] = {{'1', FORA_TYPE_L_I1, true},   {'s', FORA_TYPE_L_I1, false},
                 {'4', FORA_TYPE_L_I32, false}, {'6', FORA_TYPE_L_I64, false},
                 {'d', FORA_TYPE_L_F64, true},  {'r', FORA_TYPE_L_REF, false},
                 {'p', FORA_TYPE_L_PTR, false}, {'w', FORA_TYPE_L_PTR, true}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (fixed[i].letter == letter)
            return fixed[i].lanes
                       ? fixed[i].kind == fora_lane_kind(kind) && fits_lanes(kind, b)
                       : fixed[i].kind == kind;
    if (letter == 'a')
        return kind == FORA_TYPE_L_REF || kind == FORA_TYPE_L_PTR;
    if (letter == 'x')
        return true;
    if (letter == 'v')
        return is_address(kind) && fits_lanes(kind, b);
    if (!fits_lanes(kind, b))
        return false;
    kind = fora_lane_kind(kind);
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
    uint32_t lanes = fora_lane_count(from);
    bool sound = lanes == fora_lane_count(to);
    from = fora_lane_kind(from);
    to = fora_lane_kind(to);
    uint32_t narrow = width_of(from), wide = width_of(to);
    switch (v->f->ops[op].code) {
    case FORA_OP_L_ZEXT:
    case FORA_OP_L_SEXT:
        sound &= narrow && narrow < wide;
        break;
    case FORA_OP_L_TRUNC:
        sound &= wide && wide < narrow;
        break;
    case FORA_OP_L_BITCAST:
        sound &= (from == FORA_TYPE_L_I64 && to == FORA_TYPE_L_F64) ||
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
    fora_type_kind kind = fora_lane_kind(kind_of(v, fora_operand(v->f, op, 0)));
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

// The operations that make lanes, and those that make none of lanes.
static bool
verify_lanes(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    fora_type_kind to = kind_of(v, o->result);
    bool splits = o->code == FORA_OP_L_ANY || o->code == FORA_OP_L_BITS ||
                  o->code == FORA_OP_L_EXTRACT;
    fora_type_kind from = o->code == FORA_OP_L_IOTA ? FORA_TYPE_L_I64
                          : o->code == FORA_OP_L_GATHER
                              ? kind_of(v, fora_operand(v->f, op, 1))
                              : kind_of(v, fora_operand(v->f, op, 0));
    uint32_t lanes = fora_lane_count(splits ? from : to);
    if (lanes == 1)
        return ir_fault(v, op, "`%s` is no type of lanes",
                        fora_type_kind_infos[splits ? from : to].text);
    bool sound = true;
    switch (o->code) {
    case FORA_OP_L_SPLAT:
    case FORA_OP_L_EXTRACT:
        sound = fora_lane_kind(from) == fora_lane_kind(to) &&
                fora_lane_count(splits ? to : from) == 1;
        break;
    case FORA_OP_L_IOTA:
        sound = fora_lane_kind(to) == FORA_TYPE_L_I64;
        break;
    case FORA_OP_L_ANY:
    case FORA_OP_L_BITS:
        sound = fora_lane_kind(from) == FORA_TYPE_L_I1;
        break;
    case FORA_OP_L_GATHER:
        sound =
            fora_lane_kind(from) == FORA_TYPE_L_I64 && fora_lane_count(from) == lanes;
        break;
    case FORA_OP_L_GATHER_AT:
        sound = is_address(from) && fora_lane_count(from) == lanes;
        break;
    default:
        break;
    }
    if (o->code == FORA_OP_L_EXTRACT && fora_attribute(v->f, op, 0) >= lanes)
        return ir_fault(v, op, "there is no such lane");
    return sound || ir_fault(v, op, "its types do not go together");
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
    if (o->operand_count == 0 && o->result_count == 1 && o->code != FORA_OP_L_IOTA &&
        fora_lane_count(kind_of(v, o->result)) > 1)
        return ir_fault(v, op, "constants are no lanes");
    switch (o->code) {
    case FORA_OP_L_SPLAT:
    case FORA_OP_L_IOTA:
    case FORA_OP_L_ANY:
    case FORA_OP_L_BITS:
    case FORA_OP_L_EXTRACT:
    case FORA_OP_L_STRIDED:
    case FORA_OP_L_GATHER:
    case FORA_OP_L_GATHER_AT:
        return verify_lanes(v, op);
    case FORA_OP_L_SWITCH:
        return fora_lane_count(kind_of(v, fora_operand(v->f, op, 0))) == 1 ||
               ir_fault(v, op, "its operand is lanes");
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
