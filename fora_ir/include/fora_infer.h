// Inference and specialisation: HIGH Fora becomes typed HIGH Fora; and the table of rules
// that drives inference and lowering alike.
#pragma once

#include "fora_ir.h"

// ---- Inference ----------------------------------------------------------------------

// Infers the linked `program` from the body of its main module and appends a typed
// function (level FORA_LEVEL_TYPED, `origin`, `result_type`) for every instance that is
// reached. Fills in the types of variables, globals, class fields and cells. Returns the
// instance of `main_body`, or 0 when errors were reported; all of them are, in one run.
fora_fn fora_infer(fora_program *program, fora_fn main_body);

// ---- What the typed program looks like ----------------------------------------------
//
// Every value has a type; its layout is that of doc/architecture.md. "Exactly T" below
// means the same handle: `coerce` has been put wherever types differed. After a value of
// type never the block ends with `unreachable`. Nothing untyped (py.*) is left.
//
// const.*        const.str is `char` when it holds exactly one code point, else `str`.
// func.make      operands: exactly the parameters of the result's FUNC type. F is still the
//                HIGH function: a function value has no code, only calls have.
// class.ref, builtin, module.ref   results without components; mostly unused.
// module.init    F of the module's instance is found by origin; runs it once. (The main
//                module's own body is never started by it.)
// var.*          slots only. variables[V].type is the join of all stores. It is a union
//                with the member `unbound` if some var.get or var.take may come too early:
//                those then raise UnboundLocalError; their result has the type without
//                `unbound`. If the type lacks `unbound` there is nothing to check.
// global.*       the same with globals[G].type, and NameError.
// cell.*         CELL type with number n: program->cells[n] is the type of the content; it
//                has the member `unbound` if a read may come too early (NameError: free
//                variable). cell.set's value has exactly that type, `unbound` left out.
// bound          operand: a union with the member `unbound`; result: without it. Raises
//                UnboundLocalError.
//
// if             operand: bool. Conditions that types decide are gone. yields: exactly the
//                result types.
// loop           carried operands, block parameters, `continue` operands: exactly the
//                same types; `break` operands: exactly the result types.
// for            operand 0: the iterable, one of
//                    list vtuple str range dict dict_keys dict_values dict_items set
//                    frozenset file
//                    enumerate[those] zip[those ...] reversed[list str range vtuple dict...]
//                nested in any depth. (tuple is coerced to vtuple, char to str, a union to
//                a list; map, filter and generators are expanded.) Parameter 0 of block 0:
//                the element: the list's parameter; char for str; int for range; str for
//                file; the key for dict, dict_keys, set; tuple[K, V] for dict_items;
//                tuple[int, E] for enumerate; tuple[E ...] for zip.
//                Block 0: `continue` = carried types, `break` = result types. Block 1
//                (exhausted): parameters = carried types, `yield` = result types.
//                With zip the iterables are advanced in order and the first that is
//                exhausted ends the loop.
// comp           kinds that arrive, with the operands of `emit`:
//                LIST, SET, TUPLE   exactly the element type of result 0 (list, set,
//                                   vtuple); DICT: exactly key and value type
//                SUM    operand 0: start: int, zero or float; emit: int, zero, float or
//                       zero|float. result 0: float (start float), else the join of start
//                       and emitted values: the float sum that began with float(start) if
//                       a float was emitted, else the sum of ints
//                ANY, ALL   emit: bool; result bool; the comp ends at the first that decides
//                MIN, MAX   emit: int or float; result the same. First of equals wins,
//                       `v < best` / `v > best` decides. Raises ValueError when nothing is
//                       emitted ("min() arg is an empty sequence", "max() ...").
//                JOIN   operand 0: separator str; emit: str; result str
//                Everything else (sum of lists, min of strings ...) has become LIST and a
//                call. Carried values: after operand 0 for SUM and JOIN, and after result 0.
//                `yield` at the end of the block: the carried values.
//                LISTS  (made by opt/fuse_filters.c) all results are lists, nothing is
//                       carried; emit: for each list a bool and a value of exactly its
//                       element type, which it gets if the bool is true
// try            yields of both blocks: exactly the result types. Handler's parameter:
//                instance of BaseException, which stands for any exception object.
// emit, yield, continue, break      see above
// return         operand: exactly result_type.
// raise          operand 0: an instance of an exception class; operand 1, if present: such
//                an instance or none (the cause).
// reraise        operand 0, if present: an instance of an exception class.
// raise.new      a builtin exception class and its message, where types decide that an
//                operation fails.
//
// apply R        a CALL or LOWER row: one operand per parameter of the row in order, then
//                the rest for *args. Defaults are there as constants. An operand has exactly
//                the type its pattern becomes: `int` int; `str|none` that union; `list[T]`
//                the list with T as bound; `any` and `T` the argument's own type (`T`: the
//                join, if T occurs more than once); `iterable[T]` list[T]; `slice`
//                slice[S, S, S] where each S is int, none or int|none.
//                py.list, py.set, py.dict (displays): any number of operands, exactly the
//                element type of the result (py.dict: key, value, key, value ...).
//                Variables joined inside a container of the result (list[T|U]) are made
//                equal first: list.append gets list[X] and exactly X.
//                Results: the answer (also when it is none), then, for rows with `;`, the
//                receiver afterwards, which has the type of operand 0.
// call.instance F   F: a TYPED function. Operands: captures, then one per parameter, exactly
//                the types of its body block's parameters; * and ** parameters are a tuple
//                and a dict. One result: result_type. A FORA_FN_INIT instance returns self.
// coerce         bool, zero -> int, float; int -> float (never inside containers);
//                zero|float -> float; char -> str;
//                tuple -> tuple pointwise; tuple -> vtuple; T -> union that has T, or a
//                member T can be coerced to; union -> wider union; list[never] ->
//                list[T], dict and set likewise; list[A] -> list[B] and the like where A
//                can be coerced to B: a new list. Never the same type on both sides.
// project        a union to one of its members or to a union of some of its members, known
//                to hold one; or instance[BaseException] and other exception classes to
//                the instance of a subclass. No check.
// is.member T    operand: a union; T: one of its members or a union of some. Or an exception
//                instance and T: an exception's instance type (any subclass of it counts), or
//                a union of such.
// dispatch       operand: a union; block i: one parameter, exactly member i. Blocks end in
//                `yield` of exactly the result types or in a raise or unreachable.
// tuple.make, tuple.get i   also on the other types that consist of parts: the result of
//                tuple.make is slice (start, stop, step), enumerate (iterable, start), zip,
//                reversed, func or method just as it may be tuple; tuple.get reads part i
//                of such a value (a capture of a func, the receiver of a method; start, stop
//                and step of a range, which tuple.make makes too).
// new C          result instance[C] (exceptions too), no field set. Exceptions get message
//                and arguments by the rows "exception.init": (exception, str(e) as str, the
//                text between the parentheses of repr(e) as str) -> none.
// field.get      operand: instance. The field's type is in classes[C].fields; raises
//                AttributeError if `maybe_unset`. The fields of exception classes all stand
//                in the topmost user-defined class among C and its bases.
// field.set      operand 0: instance, operand 1: exactly the field's type. Result: the
//                object afterwards.
//
// f-strings: apply "py.format" (value, spec str) and apply "py.concat" (*str).
// print: apply "print.write" (one value: str, char, int, float, bool, none) for every
// argument, separator and end, to standard output; "print.write_error" for file=sys.stderr.
// py.truth, py.not, py.is, comparison and arithmetic: apply rows of that name.

// ---- Rules --------------------------------------------------------------------------

typedef enum {
    FORA_RULE_NONE,
    FORA_RULE_CALL,
    FORA_RULE_LOWER,
    FORA_RULE_PYLIB,
    FORA_RULE_EXPAND
} fora_rule_how;

// What the flags of a row say is told at the head of rules.def.
enum {
    FORA_RULE_RAISES = 1 << 0,
    FORA_RULE_PURE = 1 << 1,
    FORA_RULE_ATTRIBUTE = 1 << 2,
    FORA_RULE_ITEM = 1 << 3,
    FORA_RULE_PART = 1 << 4,
    FORA_RULE_PUT = 1 << 5,
    FORA_RULE_UPDATES = 1 << 6,
    FORA_RULE_SHALLOW = 1 << 7,
    FORA_RULE_REPEATS = 1 << 8,
};

// A row of rules.def (CONSTANT rows are not counted). Rows are numbered from 1 in the
// order of the file; that number is the attribute R of `apply`. A table of lowering
// functions is made with the same includes, with an empty row 0.
typedef struct {
    const char *name, *parameters, *result;
    unsigned flags;
    fora_rule_how how;
    const char *target;  // what stands between the parentheses of CALL, LOWER ...
} fora_rule;

extern const fora_rule fora_rules[];
extern const uint32_t fora_rule_count;  // rows, row 0 included

// How the text form writes a row: its name, with its parameters behind it if there are other
// rows of that name. Into `buffer` of FORA_RULE_LABEL bytes; returns it.
enum { FORA_RULE_LABEL = 256 };
const char *fora_rule_label(uint32_t row, char *buffer);
// The row of a label, of a mere name the first row; 0 if there is none.
uint32_t fora_rule_find(const char *label);
