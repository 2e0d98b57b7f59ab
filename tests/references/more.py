"""Fixtures of the measures that the first families left out: as.csv, vr.csv, nnt.csv, giv.csv.

    python3 tests/references/more.py            # writes them into tests/fixtures

Needs mpmath, gmpy2 and scipy. The conventions are those of oracle.py: inputs are IEEE doubles printed with round-trip
repr and taken exactly, everything is computed with 50 digits and printed with 17, NA is "not estimable" and the reason
column says why. Random rows come from a fixed seed, so the files do not change unless this script does.

as    arcsine difference asin sqrt p1 - asin sqrt p2 (Ruecker 2009); identity scale, `yi` = `est`
vr    prefix `vr_`: ln(s1/s2) + 1/(2(n1-1)) - 1/(2(n2-1)); prefix `cvr_`: the same of s/m (Nakagawa 2015)
nnt   1/RD, signed; `yi`, `vi`, `se`, `z`, `p` are the RD's, from raw counts; `lo_`/`hi_`/`type_` as `nnt_` in rd_ci.csv
giv   a reported estimate with one of: standard error, 95 % interval, two-sided P, t; with `in_scale` log, estimate and
      limits are ratios, standard error and t those of the log. `nlo_`/`nhi_` are the displayed limits on either scale
"""
import csv, math, os, random
from oracle import M, INF, LEVELS, blank, ci_keys, fmt, mp, mpf, nisf, risk_diff, wald, zcrit

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, '..', 'fixtures')
TESTED = ['est', 'yi', 'vi', 'se', 'z', 'p', 'lnp']


# ---------------------------------------------------------------- measures
AS_KEYS = TESTED + ci_keys('') + ['reason']
def arcsine(a, b, c, d):
    a, b, c, d = map(M, (a, b, c, d)); o = {'reason': ''}
    n1, n2 = a + b, c + d
    if n1 == 0 or n2 == 0: o['reason'] = 'empty_group'; return blank(o, AS_KEYS)
    # atan2 keeps the digits that p loses beside 1
    y = mp.atan2(mp.sqrt(a), mp.sqrt(b)) - mp.atan2(mp.sqrt(c), mp.sqrt(d))
    o['est'] = o['yi'] = y; o['vi'] = 1 / (4 * n1) + 1 / (4 * n2)
    o.update(wald('', y, o['vi']))
    return blank(o, AS_KEYS)


VR_KEYS = sum([[k + t for t in TESTED] + ci_keys(k, True) + [k + 'reason'] for k in ('vr_', 'cvr_')], [])
def variability(m1, sd1, n1, m2, sd2, n2):
    m1, sd1, n1, m2, sd2, n2 = map(M, (m1, sd1, n1, m2, sd2, n2)); o = {}
    reason = 'n_lt_2' if n1 < 2 or n2 < 2 else 'sd_zero' if sd1 == 0 or sd2 == 0 else ''
    o['vr_reason'] = o['cvr_reason'] = reason
    if m1 == 0 or m2 == 0: o['cvr_reason'] = reason or 'mean_zero'
    elif (m1 > 0) != (m2 > 0): o['cvr_reason'] = reason or 'opposite_sign_means'
    elif m1 < 0: o['cvr_reason'] = reason or 'nonpositive_mean'
    if not reason:
        h1, h2 = 1 / (2 * (n1 - 1)), 1 / (2 * (n2 - 1))
        y, v = mp.log(sd1 / sd2) + h1 - h2, h1 + h2
        o['vr_est'] = mp.exp(y); o['vr_yi'] = y; o['vr_vi'] = v; o.update(wald('vr_', y, v, True))
        if not o['cvr_reason']:
            y = mp.log((sd1 / m1) / (sd2 / m2)) + h1 - h2
            v = h1 + h2 + sd1 ** 2 / (n1 * m1 ** 2) + sd2 ** 2 / (n2 * m2 ** 2)
            o['cvr_est'] = mp.exp(y); o['cvr_yi'] = y; o['cvr_vi'] = v; o.update(wald('cvr_', y, v, True))
    return blank(o, VR_KEYS)


NNT_KEYS = TESTED + ci_keys('') + ['type_' + L for L in LEVELS] + ['reason']
def number_needed(a, b, c, d):
    rd = risk_diff(a, b, c, d, 'none'); o = {'reason': rd['reason']}
    if rd['est'] is None: return blank(o, NNT_KEYS)
    y = o['yi'] = rd['est']; o['vi'] = rd['vi']
    if y != 0: o['est'] = 1 / y
    else: o['reason'] = o['reason'] or 'rd_zero'
    w = wald('', y, rd['vi'])
    for k in ('se', 'z', 'p', 'lnp'): o[k] = w[k]
    if not o['reason']:
        for L in LEVELS:
            lo, hi = w['lo_' + L], w['hi_' + L]
            if lo <= 0 <= hi:   # everything but the open gap between the ends (Altman 1998)
                o['type_' + L] = 'union'
                o['lo_' + L] = -INF if lo == 0 else 1 / lo; o['hi_' + L] = INF if hi == 0 else 1 / hi
            else:
                o['type_' + L] = 'interval'; o['lo_' + L] = 1 / hi; o['hi_' + L] = 1 / lo
    return blank(o, NNT_KEYS)


GIV_KEYS = TESTED + ci_keys('', True) + ['reason']
def reported(estimate, se, lower, upper, p, t, scale):
    f = lambda x: None if x is None else M(x)
    estimate, se, lower, upper, p, t = map(f, (estimate, se, lower, upper, p, t)); o = {'reason': ''}
    def fail(r):
        o['reason'] = r; return blank(o, GIV_KEYS)
    log = scale == 'log'
    if log and any(x is not None and x <= 0 for x in (estimate, lower, upper)): return fail('nonpositive_limit')
    y = mp.log(estimate) if log else estimate
    if lower is not None:
        se = (mp.log(upper / lower) if log else upper - lower) / (2 * zcrit('95'))
    elif p is not None:
        if p == 0: return fail('p_zero')
        if p == 1: return fail('p_one')
        if y == 0: return fail('md_zero')
        se = abs(y) / nisf(p / 2)
    elif t is not None:
        if t == 0: return fail('t_zero')
        if y == 0: return fail('md_zero')
        se = abs(y / t)
    o['est'] = estimate; o['yi'] = y; o['vi'] = se ** 2
    w = wald('', y, o['vi'], True)
    if se == 0: o['se'] = se; return fail('se_zero')
    if not log:
        for L in LEVELS: w['nlo_' + L] = w['lo_' + L]; w['nhi_' + L] = w['hi_' + L]
    o.update(w)
    return blank(o, GIV_KEYS)


# ---------------------------------------------------------------- rows
def log_uniform(rng, low, high): return math.exp(rng.uniform(math.log(low), math.log(high)))
def size(rng, low, high): return max(int(low), int(round(log_uniform(rng, low, high))))
def round_to(x, digits): return float('%.*g' % (digits, x))

BCG = [(4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
       (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (17, 1699, 65, 1600), (5, 2493, 3, 2338)]
NORMAND = [(64, 17, 75, 119, 29, 71), (66, 20, 18, 137, 48, 18), (19, 7, 57, 18, 4, 52), (52, 45, 34, 41, 34, 33),
           (30, 27, 60, 23, 20, 52)]

def tables(rng, count, zeros):
    """Ordinary, rare, common, unequal and large tables; `zeros` is the share with a zero cell."""
    for i in range(count):
        n1, n2 = [(size(rng, 5, 60), size(rng, 5, 60)), (size(rng, 20, 5e3), size(rng, 20, 5e3)),
                  (size(rng, 2, 20), size(rng, 1e3, 1e5)), (size(rng, 1e5, 1e9), size(rng, 1e5, 1e9))][i % 4]
        p1, p2 = [(rng.random(), rng.random()), (log_uniform(rng, 1e-5, .1), log_uniform(rng, 1e-5, .1)),
                  (1 - log_uniform(rng, 1e-5, .1), 1 - log_uniform(rng, 1e-5, .1))][i % 3]
        low = 0 if rng.random() < zeros else 1
        a = min(max(int(round(n1 * p1)), low), n1 - low); c = min(max(int(round(n2 * p2)), low), n2 - low)
        yield a, n1 - a, c, n2 - c

def as_rows():
    rng = random.Random(20090301)
    edge = [(0, 0, 3, 4), (3, 4, 0, 0), (0, 0, 0, 0),
            (0, 10, 0, 10), (0, 10, 0, 20), (10, 0, 20, 0), (10, 0, 0, 10), (0, 10, 10, 0), (0, 1, 0, 1), (1, 0, 0, 1),
            (1, 0, 1, 0), (0, 1, 5, 5), (1, 0, 5, 5), (0, 1, 10 ** 9, 1), (1, 1, 1, 1), (1, 1, 50, 50), (5, 5, 5, 5),
            (0, 50, 1, 49), (1, 49, 0, 50), (50, 0, 49, 1), (0, 10 ** 6, 1, 10 ** 6 - 1), (0, 10 ** 9, 1, 10 ** 9),
            (10 ** 9, 0, 10 ** 9, 1), (1, 10 ** 9 - 1, 1, 10 ** 9), (10 ** 9, 0, 0, 10 ** 9), (1, 10 ** 9, 10 ** 9, 1),
            # risks that nearly agree
            (333333, 666667, 333334, 666666), (500000, 500000, 500001, 500000), (1, 3, 250000, 750001),
            (500000000, 500000000, 500000001, 500000000), (123456789, 876543211, 123456788, 876543212),
            (1, 999999, 2, 1999999), (999999, 1, 1999999, 1), (999999999, 1, 999999998, 1),
            (7, 3, 700000001, 300000000),
            (2, 10 ** 6, 2, 10 ** 6 + 1), (10 ** 6, 2, 10 ** 6 + 1, 2), (10 ** 8, 10 ** 8, 10 ** 8, 10 ** 8),
            # one risk just short of 0 or 1 beside an ordinary one
            (1, 10 ** 8, 3, 7), (10 ** 8, 1, 3, 7), (19, 31, 7, 43), (18, 32, 4, 46), (77, 97, 18, 128),
            (100, 3900, 40, 960),
            # effective counts of cluster trials
            (12.5, 37.25, 8.75, 40.5), (0.5, 9.5, 3.2, 6.8), (1e-3, 24.999, 2, 23),
            (3.3333333333333335, 6.666666666666667, 1, 2)]
    yield from (('edge', r) for r in edge)
    yield from (('bcg', r) for r in BCG)
    yield from (('random', r) for r in tables(rng, 120, .3))

def vr_rows():
    rng = random.Random(20150202)
    edge = [(10, 2, 1, 10, 2, 20), (10, 2, 20, 10, 2, 1), (10, 2, 1, 10, 2, 1), (10, 0, 20, 10, 2, 20),
            (10, 2, 20, 10, 0, 20),
            (10, 0, 20, 10, 0, 20), (0, 2, 20, 10, 3, 20), (10, 2, 20, 0, 3, 20), (0, 2, 20, 0, 3, 20),
            (-10, 2, 20, 10, 3, 20),
            (10, 2, 20, -10, 3, 20), (-10, 2, 20, -12, 3, 20), (0, 0, 20, 10, 3, 20), (-1, 2, 1, 10, 3, 20),
            (10, 2, 2, 10, 2, 2), (10, 2, 2, 12, 3, 3), (10, 2, 20, 10, 2, 20), (10, 2, 20, 10, 2, 10 ** 9),
            (10, 2, 10 ** 9, 10, 2, 10 ** 9), (10, 2, 10 ** 6, 11, 2.0000001, 10 ** 6),
            (10, 2, 10 ** 12, 11, 2.5, 10 ** 12),
            # standard deviations and coefficients that nearly agree
            (10, 2, 50, 10, math.nextafter(2, 3), 50), (10, 2, 10 ** 9, 10, math.nextafter(2, 3), 10 ** 9),
            (10, 2, 10 ** 9, math.nextafter(10, 11), 2, 10 ** 9), (0.3, 0.1, 40, 0.30000000000000004, 0.1, 40),
            (3, 1, 1000, 6, 2, 1000), (3, 1, 1000, 6, 2.0000000001, 1001), (1 / 3, 0.1, 10 ** 8, 2 / 3, 0.2, 10 ** 8),
            (10, 1.00001, 10 ** 7, 10, 1, 10 ** 7), (100, 20, 30, 100, 20.000001, 31),
            # the correction cancels the log ratio
            (10, 2, 26, 10, 2.0202013400267558, 51), (10, 2, 11, 10, 2.0512710963760243, 10 ** 9),
            # tiny and huge values
            (1e-8, 1e-9, 30, 2e-8, 3e-9, 25), (1e8, 1e7, 30, 2e8, 3e7, 25), (1e-50, 1e-51, 12, 1e50, 1e49, 12),
            (1e50, 1e49, 12, 1e-50, 1e-51, 12), (1e-30, 1e-30, 12, 1e30, 1e30, 12), (1e90, 1e89, 9, 1e90, 3e89, 9),
            (1, 1e-12, 15, 1, 1, 15), (1e6, 1, 8, 1e6, 2, 8), (0.001, 0.05, 40, 0.002, 0.07, 35),
            (0.5, 40, 8, 0.7, 55, 6),
            # effective sizes of cluster trials
            (10, 2, 12.5, 11, 3, 9.75), (5.9, 3.8846482213975047, 74, 7.7, 4.157371134852936, 76),
            (103, 5.5, 50, 100, 4.5, 50),
            (61.515, 19.475, 10, 51.015, 19.475, 10)]
    yield from (('edge', r) for r in edge)
    yield from (('normand1999', r) for r in NORMAND)
    for i in range(120):
        m1 = round_to(log_uniform(rng, 1e-3, 1e4), rng.choice((2, 3, 5, 17)))
        m2 = m1 if i % 10 == 0 else round_to(m1 * log_uniform(rng, .2, 5), 4)
        s1 = round_to(m1 * log_uniform(rng, .01, 2), 3)
        if i % 12 == 5: s2 = s1
        elif i % 12 == 7: s2 = round_to(s1 * (1 + rng.uniform(-1e-6, 1e-6)), 12)
        else: s2 = round_to(m2 * log_uniform(rng, .01, 2), 3)
        span = [(2, 40), (10, 400), (1e4, 1e9)][i % 3]
        sign = -1 if i % 15 == 14 else 1
        yield 'random', (sign * m1, s1, size(rng, *span), m2, s2, size(rng, *span))

def nnt_rows():
    rng = random.Random(19980307)
    edge = [
        (10, 10, 10, 10), (1, 3, 2, 6), (25, 25, 25, 25), (30, 70, 300, 700), (10 ** 8, 10 ** 8, 10 ** 8, 10 ** 8),
        (20, 80, 25, 75), (25, 75, 20, 80), (30, 44, 29, 86), (19, 31, 7, 43), (18, 32, 4, 46), (77, 97, 18, 128),
        (7, 27, 1, 33),
        (1, 1, 1, 2), (1, 2, 1, 1), (99, 1, 1, 99), (1, 99, 99, 1), (1, 9999, 2, 9998), (1, 10 ** 6, 2, 10 ** 6),
        (500000, 500000, 500001, 500000), (333333, 666667, 333334, 666666),
        (500000000, 500000000, 500000001, 500000000),
        (10 ** 8, 9 * 10 ** 8, 10 ** 8 + 10 ** 6, 9 * 10 ** 8), (1, 10 ** 9, 10 ** 9, 1), (505, 87886, 499, 87892),
        (123456789, 876543211, 123456788, 876543212), (12.5, 37.25, 8.75, 40.5),
        # zero cells
        (0, 20, 5, 15), (5, 15, 0, 20), (20, 0, 12, 8), (0, 10 ** 6, 3, 10 ** 6), (0, 1000, 12, 988),
        (0, 20, 5, 35), (5, 15, 0, 40),
        (0, 1, 1, 0), (10, 0, 0, 10), (0, 10, 0, 20), (10, 0, 20, 0), (0, 0, 3, 4), (3, 4, 0, 0)]
    yield from (('edge', r) for r in edge)
    yield from (('bcg', r) for r in BCG)
    yield from (('random', r) for r in tables(rng, 120, .05))

def giv_rows():
    rng = random.Random(20170116)
    N = None
    I, G = 'identity', 'log'
    edge = [
        # estimate, se, lower, upper, p, t, scale
        (2, 0, N, N, N, N, I), (2, N, 2, 2, N, N, I), (0.7, 0, N, N, N, N, G), (0.7, N, 0.7, 0.7, N, N, G),
        (0, 0, N, N, N, N, I),
        (2, N, N, N, 1, N, I), (0.7, N, N, N, 1, N, G), (2, N, N, N, 0, N, I), (0.7, N, N, N, 0, N, G),
        (0, N, N, N, 0.3, N, I),
        (1, N, N, N, 0.3, N, G), (0, N, N, N, N, 1.5, I), (1, N, N, N, N, 1.5, G), (2, N, N, N, N, 0, I),
        (0.7, N, N, N, N, 0, G),
        (0, 0.2, N, N, N, N, G), (-0.7, 0.2, N, N, N, N, G), (0.7, N, 0, 1.4, N, N, G), (0.7, N, -0.1, 1.4, N, N, G),
        (0, N, 0, 1.4, N, N, G), (-1.2, N, N, N, 0.04, N, G), (0, N, N, N, N, 2.1, G),
        (0, 1, N, N, N, N, I), (0, N, -1, 1, N, N, I), (1, 0.3, N, N, N, N, G), (1, N, 0.5, 2, N, N, G),
        # papers
        (0.8, N, 0.4, 1.2, N, N, I), (0.23, N, 0.18, 0.31, N, N, G), (0.62, N, 0.39, 1.0, N, N, G),
        (1.56, N, N, N, 0.54, N, G),
        (6, N, -1, 11, N, N, I), (17, N, 4, 29, N, N, I), (4, N, -3, 9, N, N, I),
        # P next to its ends
        (2, N, N, N, 1e-300, N, I), (-2, N, N, N, 1e-100, N, I), (0.7, N, N, N, 1e-200, N, G),
        (1.4, N, N, N, 1e-16, N, G),
        (2, N, N, N, 1e-250, N, I), (2, N, N, N, 0.999999, N, I), (2, N, N, N, 1 - 1e-9, N, I),
        (2, N, N, N, 1 - 2 ** -53, N, I),
        (0.7, N, N, N, 0.9999, N, G), (2, N, N, N, 0.5, N, I), (2, N, N, N, 0.05, N, I), (2, N, N, N, 0.001, N, I),
        (-3, N, N, N, 0.049, N, I),
        # no effect, nearly
        (1.0000000001, N, N, N, 0.2, N, G), (1 - 2 ** -53, N, N, N, 0.2, N, G), (1.0000000001, N, N, N, N, -2, G),
        (1e-12, N, N, N, 0.2, N, I), (1e-90, 1e-80, N, N, N, N, I), (1.0000002, N, 1.0000001, 1.0000003, N, N, G),
        (0.1, N, 0.1, 0.10000000000000002, N, N, I), (0.1, N, 0.1, 0.10000000000000002, N, N, G),
        (3, N, 2.9999999, 3.0000001, N, N, I),
        (1e6, N, 999999.9999, 1000000.0001, N, N, I), (1e6, N, 999999.9999, 1000000.0001, N, N, G),
        # tiny and huge
        (1e-9, 1e-10, N, N, N, N, I), (1e50, 1e48, N, N, N, N, I), (-1e-50, 1e-51, N, N, N, N, I),
        (1e-8, N, 1e-9, 1e-7, N, N, G),
        (1e8, N, 1e7, 1e9, N, N, G), (1e-8, 0.5, N, N, N, N, G), (1e8, N, N, N, 0.01, N, G), (1e100, 3, N, N, N, N, G),
        (2, 40, N, N, N, N, G), (5, N, 0.001, 25000, N, N, G), (5, N, N, N, N, 1e-6, I), (5, N, N, N, N, 1e6, I),
        (0.5, N, N, N, N, -1e3, G),
        (37, 1, N, N, N, N, I), (38.5, 1, N, N, N, N, I), (100, 1, N, N, N, N, I),
        # an interval that touches or is not centred on the estimate
        (1, N, 1, 3, N, N, I), (3, N, 1, 3, N, N, I), (0.5, N, 0.5, 0.9, N, N, G), (2.5, N, 0, 5, N, N, I)]
    yield from (('edge', r) for r in edge)
    for i in range(112):
        log = i % 2 == 1
        digits = rng.choice((2, 3, 4, 17))
        scale_of = log_uniform(rng, 1e-3, 1e3)
        y = rng.gauss(0, 1); se = log_uniform(rng, .01, 2)
        estimate = round_to(math.exp(y) if log else y * scale_of, digits)
        if estimate == (1 if log else 0): estimate = round_to(estimate + .25, 3)
        sign = rng.choice((-1, 1))
        given = i // 2 % 4
        if given == 0: r = (estimate, round_to(se * (1 if log else scale_of), digits), N, N, N, N)
        elif given == 1:
            h = 1.96 * se
            ends = [estimate * math.exp(s * h) if log else estimate + s * h * scale_of for s in (-1, 1)]
            lower, upper = (round_to(end, digits) for end in ends)
            if not lower < upper: continue
            r = (estimate, N, min(lower, estimate), max(upper, estimate), N, N)
        elif given == 2:
            p = rng.random() if i % 3 else log_uniform(rng, 1e-12, .05)
            r = (estimate, N, N, N, round_to(p, digits), N)
        else: r = (estimate, N, N, N, N, round_to(sign * log_uniform(rng, .01, 30), digits))
        yield 'random', r + (G if log else I,)


# ---------------------------------------------------------------- files
FAMILIES = {
    'as': (as_rows, arcsine, ['a', 'b', 'c', 'd'], AS_KEYS),
    'vr': (vr_rows, variability, ['m1', 'sd1', 'n1', 'm2', 'sd2', 'n2'], VR_KEYS),
    'nnt': (nnt_rows, number_needed, ['a', 'b', 'c', 'd'], NNT_KEYS),
    'giv': (giv_rows, reported, ['estimate', 'se', 'lower', 'upper', 'p', 't', 'scale'], GIV_KEYS),
}

def as_input(x):
    if x is None or isinstance(x, str): return x or 'NA'
    return repr(int(x)) if float(x).is_integer() and abs(x) < 2 ** 53 else repr(float(x))

def as_double(x):
    return x if x is None or isinstance(x, str) else float(x)

def main():
    for name, (rows, measure, inputs, keys) in FAMILIES.items():
        seen = set(); count = 0
        with open(os.path.join(FIXTURES, name + '.csv'), 'w', newline='') as file:
            out = csv.writer(file, lineterminator='\n')
            out.writerow(['id', 'src'] + ['in_' + k for k in inputs] + keys)
            for src, row in rows():
                if row in seen: continue
                seen.add(row)
                found = measure(*map(as_double, row))
                assert set(found) <= set(keys), set(found) - set(keys)
                out.writerow([f'm-{name}-{count:04d}', src, *map(as_input, row), *(fmt(found[k]) for k in keys)])
                count += 1
        print(name, count)

if __name__ == '__main__':
    main()
