"""Reference values of the distributions, to tests/fixtures/distributions.csv: function, four arguments, value.

Needs mpmath.  Arguments are doubles printed to round-trip; values have 20 digits.  Nothing here shares a method with
the Rust code: tails are adaptive quadratures of the density or mpmath's own functions at 50 to 80 digits.
"""
import csv, math, random, sys, os
import mpmath as mp
from mpmath import mpf
mp.mp.dps = 50
random.seed(20)
rows = []
def add(f, args, value):
    args = [repr(float(a)) for a in args] + [''] * (4 - len(args))
    rows.append([f] + args + [mp.nstr(value, 20, min_fixed=-5, max_fixed=20)])

out = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'distributions.csv')
def write():
    with open(out, 'w', newline='') as f:
        w = csv.writer(f, lineterminator='\n'); w.writerow(['fn', 'a', 'b', 'c', 'd', 'value']); w.writerows(rows)

# normal
for k in range(0, 381, 7):
    z = k / 10 + (random.random() * 0.05 if k else 0)
    z = min(z, 38.0)
    if mp.erfc(mpf(z) / mp.sqrt(2)) > mpf('1e-307'):
        add('normal_p', [z], mp.erfc(mpf(z) / mp.sqrt(2)))
def nisf(q):
    x = mp.sqrt(-2 * mp.log(q)) if q < mpf('0.1') else mpf('0.5')
    for _ in range(200):
        f = mp.erfc(x / mp.sqrt(2)) / 2
        dx = (mp.log(f) - mp.log(q)) * f / (mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi))
        x += dx
        if abs(dx) < mpf(10) ** -40: break
    return x
for q in [0.49, 0.4, 0.3, 0.25, 0.2, 0.1, 0.05, 0.025, 0.005, 0.0005, 5e-5] + [10.0 ** -k for k in range(6, 301, 14)]:
    add('normal_q', [q], nisf(mpf(q)))

# Hedges' J
with mp.workdps(90):
    for m in [1.0001, 1.01, 1.5, 2, 2.5, 3, 4, 5, 7, 10, 12.7, 20, 33, 40, 40.5, 41, 42, 50, 100, 333.3, 1e3, 1e4, 1e5, 1e6, 1e7, 1e9, 1e12, 1e15]:
        M = mpf(m)
        J = mp.exp(mp.loggamma(M / 2) - mp.log(M / 2) / 2 - mp.loggamma((M - 1) / 2))
        add('hedges_j', [m], J); add('hedges_1mj', [m], 1 - J)
        if m > 2.01: add('hedges_ub', [m], 1 - (M - 2) / (M * J * J))

# Student t: two-sided p. Density integrated over y = asinh-like pieces; for large df dps is raised
def t_p(t, df):
    with mp.workdps(60):
        t, v = mpf(t), mpf(df)
        lc = mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2) - mp.log(v * mp.pi) / 2
        # tail: u = t + s; substitute t-values by w: x = sqrt(v) sinh(w) -> density * dx = c * sqrt(v) cosh(w)^(-v)
        w0 = mp.asinh(t / mp.sqrt(v))
        f = lambda w: mp.exp(-v * mp.log(mp.cosh(w)) + v * mp.log(mp.cosh(w0)))
        # width where it falls by e
        width = 1 / (v * mp.tanh(w0) + mp.sqrt(v))
        pts = [w0]; k = mpf(1)
        while True:
            pts.append(pts[-1] + width * k)
            if f(pts[-1]) < mpf(10) ** -32: break
            k *= mpf('1.5') if v < 50 else 1
        return 2 * mp.exp(lc) * mp.sqrt(v) * mp.exp(-v * mp.log(mp.cosh(w0))) * mp.quad(f, pts)
for df in [0.5, 0.7, 1, 1.5, 2, 3, 5, 7.3, 10, 30, 100, 450.5, 1e3, 1e4, 1e5, 1e6, 1e8, 1e10, 1e12, 1e15]:
    for t in [1e-3, 0.1, 0.5, 0.9, 0.999, 1, 1.1, 1.5, 1.96, 3, 5, 10, 20, 36, 1e3, 1e6]:
        p = t_p(t, df)
        if p > mpf('1e-305'): add('t_p', [t, df], p)

# gamma and beta tails: quadrature of the density in pieces of one standard deviation
def pieces(f, start, step, stop):
    """integral of a log-concave f from start towards stop"""
    pts = [start]; f0 = f(start)
    for k in range(400):
        a = pts[-1]; b = a + step
        if (step > 0 and b > stop) or (step < 0 and b < stop): b = stop
        pts.append(b)
        if b == stop or (abs(f(b) * step) < mpf(10) ** -35 * abs(f0 * step) and f(b) < f(a)): break
    return f0 * abs(mp.quad(lambda y: f(y) / f0, pts))   # scaled: quad's tolerance is absolute
def gamma_tail(a, x, lower):
    with mp.workdps(60):
        a, x = mpf(a), mpf(x)
        if a <= 200 and x <= 2000:
            return mp.gammainc(a, 0, x, regularized=True) if lower else mp.gammainc(a, x, mp.inf, regularized=True)
        f = lambda y: mp.exp((a - 1) * mp.log(y) - y - mp.loggamma(a)) if y > 0 else mpf(0)
        sd = mp.sqrt(a); r = abs(x - a + 1) / x
        return pieces(f, x, -1 / (r + 1 / sd) if lower else 1 / (r + 1 / sd), mpf(0) if lower else mp.inf)
for a in [0.5, 1, 1.5, 2, 3.5, 10, 33, 100, 1e3, 9999, 10001, 1e5, 1e6, 1e8, 1e10, 1e12, 1e15]:
    for z in [-8, -4, -2, -0.7, 0, 0.8, 2, 4, 8, 20]:
        x = float(a + z * math.sqrt(a)) if a > 100 else float(a * max(0.02, 1 + z / math.sqrt(a) / 1.5))
        lower = x < a
        v = gamma_tail(a, x, lower)
        if v > mpf('1e-300'): add('gamma_lower' if lower else 'gamma_upper', [a, x], v)
def beta_tail(a, b, u, v, lower):
    with mp.workdps(60):
        a, b, u, v = map(mpf, (a, b, u, v))
        x = u / (u + v); y = v / (u + v)
        if not lower: a, b, x, y = b, a, y, x
        lb = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
        # in the log odds w = ln(p / q): density p^a q^b / B
        w0 = mp.log(x / y)
        f = lambda w: mp.exp(lb - a * mp.log1p(mp.exp(-w)) - b * mp.log1p(mp.exp(w)))
        r = abs(a - (a + b) * x); sd = mp.sqrt((a + b) / (a * b))
        return pieces(f, w0, -1 / (r + 1 / sd), -mp.inf)
for a, b in [(0.5, 0.5), (1, 1), (1, 5), (2, 30), (3.5, 1000.5), (1, 1e6), (10, 1e9), (40, 45), (300, 20), (500, 700), (9000, 2e4), (10001, 12000.5),
             (10001, 1e9), (1e6, 1e6), (123456, 7e7), (1e8, 3e8), (1e12, 1e9), (1e15, 5e14), (5, 1e15), (20000, 1e15), (100, 1e15), (3e3, 1e12)]:
    sd = math.sqrt(1 / a + 1 / b)
    for z in [-9, -4, -2, -1, -0.2, 0.3, 1.1, 2, 4, 9]:
        if a < 20 and abs(z) > 4 and b > 20: z *= 0.6
        u = float(a / b * math.exp(z * sd)); v = 1.0
        lower = a * v >= b * u
        t = beta_tail(a, b, u, v, lower)
        if t > mpf('1e-300'): add('beta_lower' if lower else 'beta_upper', [a, b, u, v], t)

write()
# noncentral t: P(T >= t), both in ways that do not cancel; s = chi / sqrt(df) by quadrature
def nct_upper(t, df, d):
    with mp.workdps(40):
        t, m, d = map(mpf, (t, df, d))
        c = mp.log(2) + m / 2 * mp.log(m / 2) - mp.loggamma(m / 2)
        def f(u):
            s = mp.exp(u)
            return mp.exp(c + m * u - m * s * s / 2) * mp.erfc((t * s - d) / mp.sqrt(2)) / 2
        sd = 1 / mp.sqrt(2 * m)
        lo = -mp.sqrt(90 / m) - 90 / m; hi = mp.sqrt(90 / m) + (mp.log(90 / m) if m < 90 else 0)
        pts = {lo, hi, mpf(0)}
        k = lo
        while k < hi: pts.add(k); k += max(2 * sd, (hi - lo) / 60)
        if d * t > 0:
            u0 = mp.log(d / t)
            for j in range(-12, 13):
                q = u0 + j / (abs(d) + 1)
                if lo < q < hi: pts.add(q)
        return mp.quad(f, sorted(pts))
for m in [0.5, 1, 2, 3, 5, 11, 30, 100, 1e3, 1e5, 1e8, 1e12, 1e15]:
    for t in [0, 0.3, -1, 2.2, 8, 40, -300, 1e4, 1e7]:
        for z in [-3.5, -1.96, -0.7, 1.3]:
            spread = math.sqrt(1 + t * t / (2 * m))
            d = t + z * spread
            if m < 3 and abs(t) > 10: d = t * random.choice([0.01, 0.1, 0.5, 1, 1.5])
            v = nct_upper(t, m, d)
            if mpf('1e-7') < v < 1 - mpf('1e-7'): add('nct_upper', [t, m, d], v)

# two-sided quantiles down to the smallest double: Newton's method on ln P against ln t
def t_of_p(p, df):
    with mp.workdps(60):
        p, v = mpf(p), mpf(df)
        if p == 1: return mpf(0)
        lc = mp.loggamma((v + 1) / 2) - mp.loggamma(v / 2) - mp.log(v * mp.pi) / 2
        z = nisf(p / 2)
        x = mp.log(z * (1 + (z * z + 1) / (4 * v)) if v > z * z else mp.sqrt(v) * p ** (-1 / v))
        for _ in range(200):
            t = mp.exp(x); q = t_p(t, v)
            slope = -2 * t * mp.exp(lc - (v + 1) / 2 * mp.log1p(t * t / v)) / q
            dx = (mp.log(q) - mp.log(p)) / slope
            x -= dx
            if abs(dx) < mpf(10) ** -25: break
        return mp.exp(x)
SMALL = [0.9999, 0.5, 0.05, 1e-12, 1e-100, 1e-289, 1e-291, 1e-300, 3e-310, 5e-324]
for p in SMALL: add('normal_two_sided_q', [p], nisf(mpf(p) / 2))
for df in [0.1, 0.5, 1, 2, 3, 5, 6.4, 18, 100, 1e4, 1e6, 1e9, 1e15]:
    for p in SMALL:
        t = t_of_p(p, df)
        if t < mpf('1e308'): add('t_two_sided_q', [p, df], t)

write()
print(len(rows), 'rows')
