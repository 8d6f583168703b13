# stderr: 3.11.7
def f(d):
    return d["日本語"] + d["x"]["ключ"][0]
x = {"日本語": "é", "x": {"ключ": []}}
try:
    s = "😀😀"; print(int("ab"))
except ValueError as e:
    print(e)
s = "日本語😀"; print(f(x))
