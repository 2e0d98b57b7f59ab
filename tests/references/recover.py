"""Fixtures of the conversions that convert.csv leaves out: recover.csv.

    python3 tests/references/recover.py         # writes it into tests/fixtures

Needs mpmath, gmpy2 and scipy. The conventions are those of oracle.py: inputs are IEEE doubles printed with round-trip
repr and taken exactly, everything is computed with 50 digits and printed with 17. Long format: `conversion` is the id,
`a1` to `a6` are its inputs in their order (empty for a default), `o1` to `o7` its outputs in theirs (NA for one that
does not apply), `reason` says why there are none. Random rows come from a fixed seed.

Counts are found by trial: every table, or every number of events, in exact fractions; only where there are too many
(a percentage of more than 5000 people) by the bounds that half a unit of the last digit sets.
"""
import csv, os, random
from decimal import Decimal
from fractions import Fraction
from oracle import J_exact, M, fmt, mp, mpf, nisf, t_isf2

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures')


class Refused(Exception):
    """There is no result; the argument is the reason."""


# ---------------------------------------------------------------- numbers as printed
def printed(value, decimals):
    """The printed number and half a unit of its last digit, as fractions of the shortest decimal."""
    text = Decimal(repr(float(value)))
    own = max(0, -text.normalize().as_tuple().exponent)
    return Fraction(text), Fraction(1, 2 * 10 ** max(own, int(decimals or 0)))

def half_up(x):
    return int((Fraction(x) + Fraction(1, 2)).__floor__())

def span(fits):
    fits = list(fits)
    return [len(fits)] + ([fits[0], fits[-1]] if fits else [None, None])

def percentage_to_events(percent, n, decimals):
    share, half = printed(percent, decimals)
    n = int(n)
    exact = share * n / 100
    if n <= 5000:
        found = span(k for k in range(n + 1) if abs(Fraction(100 * k, n) - share) <= half)
    else:
        low = max(0, -((-(share - half) * n / 100).__floor__()))
        high = min(n, ((share + half) * n / 100).__floor__())
        found = [high - low + 1, low, high] if low <= high else [0, None, None]
    return [half_up(exact), mpf(exact.numerator) / exact.denominator] + found

def table(stat, statistic, exact, n1, n2, m):
    """`statistic` tells whether a table gives the printed one back; `exact` the events of arm 1 before rounding."""
    n1, n2, m = int(n1), int(n2), int(m)
    fewest, most = max(0, m - n2), min(n1, m)
    fits = [a for a in range(fewest, most + 1) if statistic(a)]
    exact = min(max(exact, mpf(fewest)), mpf(most))
    nearest = int(mp.floor(exact + mpf(1) / 2))
    used = min(fits, key=lambda a: abs(a - nearest)) if fits else nearest
    return [used, m - used, exact, m - exact] + span(fits)

def margins(n1, n2, m):
    if any(x != int(x) for x in (n1, n2, m)): raise Refused('not_whole')
    if m > n1 + n2: raise Refused('events_above_n')
    if m == 0 or m == n1 + n2: raise Refused('degenerate_margin')

def or_to_table(odds, n1, n2, m, decimals):
    margins(n1, n2, m)
    value, half = printed(odds, decimals)
    def gives_back(a):
        b, c = n1 - a, m - a
        if b * c == 0: return False
        return abs(Fraction(int(a * (n2 - c)), int(b * c)) - value) <= half
    # a (n2 - m + a) - OR (n1 - a) (m - a) = 0 by bisection: it increases where a table can be
    w, n1_, n2_, m_ = M(odds), M(n1), M(n2), M(m)
    f = lambda a: a * (n2_ - m_ + a) - w * (n1_ - a) * (m_ - a)
    low, high = mp.mpf(max(0, m - n2)), mp.mpf(min(n1, m))
    for _ in range(220):
        middle = (low + high) / 2
        if f(middle) < 0: low = middle
        else: high = middle
    return table(value, gives_back, (low + high) / 2, n1, n2, m)

def phi_of(a, n1, n2, m):
    n = n1 + n2
    return (M(a) * n - M(n1) * m) / mp.sqrt(M(n1) * n2 * m * (n - m))

def phi_to_table(phi, n1, n2, m, decimals):
    margins(n1, n2, m)
    value, half = printed(phi, decimals)
    value, half = mpf(value.numerator) / value.denominator, mpf(half.numerator) / half.denominator
    slack = mpf(10) ** -40
    most, fewest = (phi_of(a, n1, n2, m) for a in (min(n1, m), max(0, m - n2)))
    if value - half > most + slack or value + half < fewest - slack: raise Refused('no_such_table')
    exact = (M(n1) * m + M(phi) * mp.sqrt(M(n1) * n2 * m * (n1 + n2 - m))) / (n1 + n2)
    return table(phi, lambda a: abs(phi_of(a, n1, n2, m) - value) <= half + slack, exact, n1, n2, m)

def chi2_to_table(chi2, direction, n1, n2, m, decimals):
    margins(n1, n2, m)
    if direction == 0: raise Refused('no_direction')
    n, sign = n1 + n2, 1 if direction > 0 else -1
    value, half = printed(chi2, decimals)
    def gives_back(a):
        cross = Fraction(int(a * n - n1 * m))
        if cross * sign < 0: return False
        return abs(n * cross ** 2 / Fraction(int(n1 * n2 * m * (n - m))) - value) <= half
    end = phi_of(min(n1, m) if sign > 0 else max(0, m - n2), n1, n2, m)
    if mpf((value - half).numerator) / (value - half).denominator > n * end ** 2 + mpf(10) ** -40: raise Refused('no_such_table')
    phi = sign * mp.sqrt(M(chi2) / n)
    exact = (M(n1) * m + phi * mp.sqrt(M(n1) * n2 * m * (n - m))) / n
    return table(chi2, gives_back, exact, n1, n2, m)


# ---------------------------------------------------------------- formulas
def t_of(p, df):
    if p == 0: raise Refused('p_zero')
    if p == 1: return mpf(0)
    return t_isf2(p, df)

def paired_p_to_sd(change, p, n, bound):
    t = t_of(p, n - 1)
    if t == 0: raise Refused('p_one')
    if change == 0: raise Refused('md_zero')
    return [abs(M(change)) / t * mp.sqrt(M(n))]

def ratio_p_to_se(ratio, p, bound):
    if p == 0: raise Refused('p_zero')
    if p == 1: raise Refused('p_one')
    if ratio == 1: raise Refused('md_zero')
    return [abs(mp.log(M(ratio))) / nisf(M(p) / 2)]

def matched(difference, sd_diff, n, r):
    difference, sd_diff, n, r = map(M, (difference, sd_diff, n, r))
    if r == 1: raise Refused('r_pm_1')
    if sd_diff == 0: raise Refused('sd_zero')
    if n <= 2: raise Refused('n_too_small')
    sd = sd_diff / mp.sqrt(2 * (1 - r)); d = difference / sd
    v = (1 / n + d ** 2 / (2 * n)) * 2 * (1 - r); J = J_exact(n - 1)
    return [sd, d, v, J * d, J ** 2 * v]

def ls(d, n1, n2): return 1 / n1 + 1 / n2 + d ** 2 / (2 * (n1 + n2))

def t_to_d(t, n1, n2):
    t, n1, n2 = map(M, (t, n1, n2))
    if n1 + n2 < 3: raise Refused('n_too_small')
    d = t * mp.sqrt(1 / n1 + 1 / n2)
    return [d, ls(d, n1, n2)]

def d_to_g(d, n1, n2):
    d, n1, n2 = map(M, (d, n1, n2))
    if n1 + n2 <= 3: raise Refused('n_too_small')
    g = J_exact(n1 + n2 - 2) * d
    return [g, ls(g, n1, n2)]

def cot(r):
    r = M(r)
    if abs(r) == 1: raise Refused('r_pm_1')
    return r / mp.sqrt(1 - r * r)

def h_of(n1, n2):
    if n1 + n2 < 3: raise Refused('n_too_small')
    m = n1 + n2 - 2
    return m / n1 + m / n2

def r_to_d(r, n1, n2):
    n1, n2 = M(n1), M(n2)
    d = cot(r) * mp.sqrt(h_of(n1, n2))
    return [d, ls(d, n1, n2)]

def d_to_r(d, n1, n2): d = M(d); return [d / mp.sqrt(d * d + h_of(M(n1), M(n2)))]
def times(effect, factor): return [effect[0] * factor, effect[1] * factor ** 2]
LOGISTIC = mp.pi / mp.sqrt(3)
COX = mpf('1.65')

FORMULAS = {
    'percentage-to-events': percentage_to_events,
    'or-to-table': or_to_table,
    'phi-to-table': phi_to_table,
    'chi2-to-table': chi2_to_table,
    'paired-p-to-sd': paired_p_to_sd,
    'ratio-p-to-se': ratio_p_to_se,
    'crossover-se': lambda sd, n: [M(sd) / mp.sqrt(M(n))],
    'crossover-smd-se': lambda g, n, r: [mp.sqrt(1 / M(n) + M(g) ** 2 / (2 * M(n))) * mp.sqrt(2 * (1 - M(r)))],
    'matched-smd-borenstein': matched,
    't-to-d': t_to_d,
    'd-to-t': lambda d, n1, n2: [M(d) / mp.sqrt(1 / M(n1) + 1 / M(n2))],
    'd-to-g': d_to_g,
    'r-to-d': r_to_d,
    'd-to-r': d_to_r,
    'r-to-d-equal-groups': lambda r: [2 * cot(r)],
    'd-to-r-equal-groups': lambda d: [M(d) / mp.sqrt(M(d) ** 2 + 4)],
    'r-to-t': lambda r, n: [cot(r) * mp.sqrt(M(n) - 2)],
    't-to-r': lambda t, n: [M(t) / mp.sqrt(M(t) ** 2 + M(n) - 2)],
    'd-to-lnor-cox': lambda d, v: times([M(d), M(v)], COX),
    'lnor-to-d-cox': lambda y, v: times([M(y), M(v)], 1 / COX),
    'r-to-lnor': lambda r, n1, n2: times(r_to_d(r, n1, n2), LOGISTIC),
    'lnor-to-r': lambda y, n1, n2: d_to_r(M(y) / LOGISTIC, n1, n2),
    't-to-lnor': lambda t, n1, n2: times(t_to_d(t, n1, n2), LOGISTIC),
    'lnor-to-t': lambda y, n1, n2: [M(y) / LOGISTIC / mp.sqrt(1 / M(n1) + 1 / M(n2))],
}


# ---------------------------------------------------------------- rows
def log_uniform(rng, low, high): return 10 ** rng.uniform(mp.log10(low), mp.log10(high))
def digits(x, k): return float(f'{float(x):.{k}g}')
def people(rng): return rng.choice((rng.randint(2, 30), rng.randint(30, 900), rng.randint(1000, 90000)))

def counts(rng):
    """A table in which not everybody and not nobody has the event."""
    while True:
        n1, n2 = (rng.choice((rng.randint(2, 40), rng.randint(40, 900))) for _ in range(2))
        p = rng.choice((0.02, 0.1, 0.3, 0.5, 0.8))
        a, c = (sum(rng.random() < p * f for _ in range(n)) for n, f in ((n1, rng.uniform(.3, 1)), (n2, 1)))
        if 0 < a + c < n1 + n2: return a, n1, c, n2

def rows():
    rng = random.Random(20070301)
    edge = [
        # percent, n, decimals
        ('percentage-to-events', 24.0, 50, 0), ('percentage-to-events', 24.0, 174, 0), ('percentage-to-events', 24.0, 174, 1),
        ('percentage-to-events', 25.0, 50, 0), ('percentage-to-events', 0.0, 40, 0), ('percentage-to-events', 100.0, 40, 0),
        ('percentage-to-events', 0.0, 4000, 1), ('percentage-to-events', 100.0, 4000, 1), ('percentage-to-events', 12.5, 8, 0),
        ('percentage-to-events', 12.0, 8, 0), ('percentage-to-events', 13.0, 8, 0), ('percentage-to-events', 37.5, 200, 2),
        ('percentage-to-events', 0.5, 1, 0), ('percentage-to-events', 50.0, 1, 0), ('percentage-to-events', 33.3, 3, 0),
        ('percentage-to-events', 33.333333333333, 3, 0), ('percentage-to-events', 66.7, 10 ** 15, 0),
        ('percentage-to-events', 1e-12, 10 ** 15, 0), ('percentage-to-events', 99.9999999999999, 10 ** 15, 0),
        ('percentage-to-events', 14.285714285714, 7, 0), ('percentage-to-events', 24.0, 50.5, 0),
        ('percentage-to-events', 24.0, 50, 0.5),
        # OR, n1, n2, events, decimals
        ('or-to-table', 3.76, 50, 50, 26, 0), ('or-to-table', 1.0, 50, 50, 26, 0), ('or-to-table', 1.0, 50, 50, 27, 3),
        ('or-to-table', 0.0001, 50, 50, 26, 0), ('or-to-table', 1e6, 50, 50, 26, 0), ('or-to-table', 1e-90, 50, 50, 60, 0),
        ('or-to-table', 2.5, 40, 60, 97, 1), ('or-to-table', 0.4, 60, 40, 3, 1), ('or-to-table', 2.0, 1, 1, 1, 0),
        ('or-to-table', 2.0, 10, 10, 0, 0), ('or-to-table', 2.0, 10, 10, 20, 0), ('or-to-table', 2.0, 10, 10, 21, 0),
        ('or-to-table', 2.0, 10, 10, 3.5, 0), ('or-to-table', 2.0, 10.5, 10, 3, 0), ('or-to-table', 1.0000001, 500, 400, 300, 0),
        # phi, n1, n2, events, decimals
        ('phi-to-table', 0.27, 50, 50, 26, 0), ('phi-to-table', 0.0, 50, 50, 26, 2), ('phi-to-table', -0.27, 50, 50, 26, 0),
        ('phi-to-table', 1.0, 50, 50, 50, 0), ('phi-to-table', -1.0, 50, 50, 50, 0), ('phi-to-table', 1.0, 50, 50, 26, 0),
        ('phi-to-table', 0.6, 50, 50, 26, 0), ('phi-to-table', 0.593, 50, 50, 26, 0), ('phi-to-table', 0.594, 50, 50, 26, 0),
        ('phi-to-table', -0.593, 50, 50, 26, 0), ('phi-to-table', -0.594, 50, 50, 26, 0), ('phi-to-table', 0.5, 10, 10, 20, 0),
        # chi2, direction, n1, n2, events, decimals
        ('chi2-to-table', 7.48, 1, 50, 50, 26, 0), ('chi2-to-table', 7.48, -1, 50, 50, 26, 0), ('chi2-to-table', 0.0, 1, 50, 50, 26, 2),
        ('chi2-to-table', 0.0, -1, 50, 50, 26, 0), ('chi2-to-table', 35.1, 1, 50, 50, 26, 0), ('chi2-to-table', 36.0, 1, 50, 50, 26, 1),
        ('chi2-to-table', 7.48, 0, 50, 50, 26, 0), ('chi2-to-table', 100.0, 1, 50, 50, 50, 0), ('chi2-to-table', 3.0, 1, 5, 5, 0, 0),
        ('paired-p-to-sd', 6.6, 0.0, 16, 0), ('paired-p-to-sd', 6.6, 1.0, 16, 0), ('paired-p-to-sd', 0.0, 0.3, 16, 0),
        ('paired-p-to-sd', 6.6, 1e-300, 16, 0), ('paired-p-to-sd', 6.6, 0.05, 16, 1), ('paired-p-to-sd', -6.6, 0.05, 2, 0),
        ('ratio-p-to-se', 1.56, 0.54, 0), ('ratio-p-to-se', 1.0, 0.54, 0), ('ratio-p-to-se', 1.56, 0.0, 0), ('ratio-p-to-se', 1.56, 1.0, 0),
        ('ratio-p-to-se', 1.56, 1e-300, 0), ('ratio-p-to-se', 1.56, 5e-324, 0), ('ratio-p-to-se', 0.64, 0.05, 1),
        ('ratio-p-to-se', 1.0000000001, 0.2, 0),
        ('crossover-se', 2.0, 10), ('crossover-se', 0.0, 10), ('crossover-smd-se', 0.218, 10, 0.68), ('crossover-smd-se', 0.5, 10, 1.0),
        ('crossover-smd-se', 0.5, 10, -1.0), ('matched-smd-borenstein', 3.0, 5.5, 50, 0.7), ('matched-smd-borenstein', 3.0, 5.5, 50, 1.0),
        ('matched-smd-borenstein', 3.0, 0.0, 50, 0.7), ('matched-smd-borenstein', 3.0, 5.5, 2, 0.7), ('matched-smd-borenstein', 0.0, 5.5, 3, -1.0),
        ('t-to-d', 2.12, 95, 99), ('t-to-d', 0.0, 95, 99), ('t-to-d', 2.0, 1, 1), ('d-to-g', 0.3, 1, 2), ('d-to-g', 0.3, 2, 2), ('d-to-g', 0.3, 10 ** 9, 10 ** 9),
        ('r-to-d', 1.0, 20, 30), ('r-to-d', -1.0, 20, 30), ('r-to-d', 0.0, 20, 30), ('r-to-d', 0.999999999, 20, 30), ('r-to-d', 0.5, 1, 1),
        ('r-to-d-equal-groups', 0.5), ('r-to-d-equal-groups', -1.0), ('d-to-r-equal-groups', 1.1547), ('d-to-r-equal-groups', 1e90),
        ('r-to-t', 0.5, 14), ('r-to-t', 1.0, 14), ('t-to-r', 2.0, 14), ('t-to-r', -1e60, 14),
    ]
    yield from (('edge', row) for row in edge)
    for i in range(40):
        n = rng.choice((rng.randint(1, 90), rng.randint(90, 4000), rng.randint(10 ** 6, 10 ** 15)))
        decimals = rng.randint(0, 3)
        share = round(100 * rng.randint(0, n) / n, decimals) if i % 3 else round(rng.uniform(0, 100), decimals)
        yield 'random', ('percentage-to-events', share, n, decimals)
    for i in range(30):
        a, n1, c, n2 = counts(rng); m, k = a + c, rng.randint(0, 4)
        phi = float(phi_of(a, n1, n2, m))
        yield 'random', ('phi-to-table', round(phi, k + 1), n1, n2, m, k + 1)
        yield 'random', ('chi2-to-table', round((n1 + n2) * phi ** 2, k), 1 if phi > 0 else -1, n1, n2, m, k)
        if a * (n2 - c) * (n1 - a) * c:
            odds = a * (n2 - c) / ((n1 - a) * c)
            yield 'random', ('or-to-table', round(odds, k) or 0.5, n1, n2, m, k)
            yield 'random', ('or-to-table', digits(log_uniform(rng, .01, 100), 3), n1, n2, m, 0)
    for i in range(12):
        n1, n2 = people(rng), people(rng)
        t = digits(rng.gauss(0, 3), 4); d = digits(rng.gauss(0, .8), rng.choice((2, 3, 17))); r = digits(rng.uniform(-.99, .99), 3)
        v = digits(log_uniform(rng, .001, 1), 3); p = digits(rng.random() if i % 2 else log_uniform(rng, 1e-12, .05), 3)
        sd = digits(log_uniform(rng, .01, 100), 3)
        for row in (('paired-p-to-sd', t, p, n1, 0), ('ratio-p-to-se', digits(log_uniform(rng, .05, 20), 3), p, 0), ('crossover-se', sd, n1),
                    ('crossover-smd-se', d, n1, r), ('matched-smd-borenstein', t, sd, n1 + 1, r), ('t-to-d', t, n1, n2), ('d-to-t', d, n1, n2),
                    ('d-to-g', d, n1, n2), ('r-to-d', r, n1, n2), ('d-to-r', d, n1, n2), ('r-to-d-equal-groups', r), ('d-to-r-equal-groups', d),
                    ('r-to-t', r, n1 + 1), ('t-to-r', t, n1 + 1), ('d-to-lnor-cox', d, v), ('lnor-to-d-cox', d, v), ('r-to-lnor', r, n1, n2),
                    ('lnor-to-r', d, n1, n2), ('t-to-lnor', t, n1, n2), ('lnor-to-t', d, n1, n2)):
            yield 'random', row

def main():
    with open(os.path.join(FIXTURES, 'recover.csv'), 'w', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(['id', 'src', 'conversion'] + [f'a{i}' for i in range(1, 7)] + [f'o{i}' for i in range(1, 8)] + ['reason'])
        for count, (src, (name, *inputs)) in enumerate(rows()):
            reason = ''
            try:
                if name == 'percentage-to-events' and (inputs[1] != int(inputs[1]) or inputs[2] != int(inputs[2])): raise Refused('not_whole')
                found = FORMULAS[name](*inputs)
            except Refused as refused:
                found, reason = [], refused.args[0]
            numbers = [repr(x) for x in inputs] + [''] * (6 - len(inputs))
            found = [fmt(x) for x in found] + ['NA'] * (7 - len(found))
            out.writerow([f'r-{count:04d}', src, name] + numbers + found + [reason])
        print(count + 1)

if __name__ == '__main__':
    main()
