"""What ranges can do besides being iterated over."""


def range_len(numbers):
    start = numbers.start
    stop = numbers.stop
    step = numbers.step
    if step > 0:
        return (stop - start - 1) // step + 1 if start < stop else 0
    return (start - stop - 1) // -step + 1 if stop < start else 0


def range_truth(numbers):
    return numbers.start < numbers.stop if numbers.step > 0 else numbers.stop < numbers.start


def range_getitem(numbers, place):
    count = range_len(numbers)
    if place < 0:
        place += count
    if place < 0 or place >= count:
        raise IndexError("range object index out of range")
    return numbers.start + place * numbers.step


def range_contains(number, numbers):
    if numbers.step > 0:
        if number < numbers.start or number >= numbers.stop:
            return False
    elif number > numbers.start or number <= numbers.stop:
        return False
    return (number - numbers.start) % numbers.step == 0


def range_contains_float(number, numbers):
    if not -9e18 < number < 9e18 or not number.is_integer():
        return False
    return range_contains(int(number), numbers)


def range_index(numbers, number):
    if range_contains(number, numbers):
        return (number - numbers.start) // numbers.step
    raise ValueError(repr(number) + " is not in range")


def range_count(numbers, number):
    return 1 if range_contains(number, numbers) else 0


def range_eq(a, b):
    count = range_len(a)
    if count != range_len(b):
        return False
    if count == 0:
        return True
    return a.start == b.start and (count == 1 or a.step == b.step)


def range_ne(a, b):
    return not range_eq(a, b)


def range_repr(numbers):
    text = "range(" + repr(numbers.start) + ", " + repr(numbers.stop)
    if numbers.step != 1:
        text = text + ", " + repr(numbers.step)
    return text + ")"
