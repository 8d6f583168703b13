# Updates of variables that are also assigned in a try: the arguments still see them.
def appended(values):
    try:
        if values:
            values.pop()
    except IndexError:
        pass
    values.append(max(values, default=4))
    return values


def rows_of(values):
    rows = [list(values), [1]]
    try:
        rows[0].append(1)
    finally:
        print("done")
    rows[0].append(sum(rows[1]) + len(rows[0]))
    rows[len(rows) - 1][0] += len(rows)
    return rows


print(appended([19]))
print(appended([19, 20]))
print(rows_of([5]))
