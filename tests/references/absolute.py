"""Fixtures of absolute effects: absolute.csv.

    python3 tests/references/absolute.py        # writes it into tests/fixtures

Needs mpmath, and oracle.py beside it (with gmpy2 and scipy). The conventions are those of oracle.py: inputs are IEEE
doubles printed with round-trip repr and taken exactly, everything is computed with 50 digits and printed with 17. Random
rows come from a fixed seed, so the file does not change unless this script does.

`in_comparator` is a risk, for IRR and IRD a rate. `risk`, `risk_lo`, `risk_hi` are the corresponding risk or rate at the
effect and its limits, `diff...` that minus the comparator, per 1000. Risks stay in 0 to 1 and rates at 0 or above;
`capped` is 1 where that changed any. `nnt...` are 1/difference in risk, above 0 where arm 1 has the better risk
(Handbook 15.4.4, Altman 1998). `type` tells what they bound: `interval`, or `union` where the differences hold 0 (the set
is everything up to nnt_lo and everything from nnt_hi).

RR    risk * RR                                    OR, PETO   OR * risk / (1 - risk + OR * risk)
HR    1 - (1 - risk)^HR (Altman & Andersen 1999)   RD         risk + RD
IRR   rate * IRR                                   IRD        rate + IRD
"""
import csv, math, os, random
from oracle import M, INF, fmt, mp

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = [k + e for k in ('risk', 'diff', 'nnt') for e in ('', '_lo', '_hi')] + ['type', 'capped']
RATES = ('IRR', 'IRD')


def corresponding(measure, effect, comparator):
    """The risk or rate with the intervention; ratios may be infinite, where it is the limit of larger and larger ones."""
    if measure in ('RD', 'IRD'): return comparator + effect
    if comparator == 0: return comparator
    if measure in ('RR', 'IRR'): return comparator * effect
    if comparator == 1: return comparator
    if effect == INF: return M(1)
    if measure == 'HR': return 1 - (1 - comparator) ** effect
    return effect * comparator / (1 - comparator + effect * comparator)


def absolute(measure, effects, comparator, event):
    comparator = M(comparator); o = {'capped': 0}; risks = []
    for effect in effects:
        # 1 - (1 - risk)^HR and its difference from the risk keep their digits whatever the risk
        with mp.workdps(400): risk = corresponding(measure, INF if effect == math.inf else M(effect), comparator)
        top = INF if measure in RATES else 1
        if risk < 0 or risk > top: o['capped'] = 1
        risks.append(min(max(risk, 0), top))
    with mp.workdps(400): differences = [risk - comparator for risk in risks]
    for e, risk, d in zip(('', '_lo', '_hi'), risks, differences): o['risk' + e] = risk; o['diff' + e] = 1000 * d
    if measure in RATES: return {**{k: None for k in KEYS}, **o}
    point, lower, upper = differences if event == 'benefit' else [-differences[i] for i in (0, 2, 1)]
    o['nnt'] = 1 / point if point != 0 else INF
    if lower <= 0 <= upper:
        o['type'] = 'union'
        o['nnt_lo'] = 1 / lower if lower != 0 else -INF; o['nnt_hi'] = 1 / upper if upper != 0 else INF
    else: o['type'] = 'interval'; o['nnt_lo'] = 1 / upper; o['nnt_hi'] = 1 / lower
    return o


def log_uniform(rng, low, high): return math.exp(rng.uniform(math.log(low), math.log(high)))
def round_to(x, digits): return float('%.*g' % (digits, x))

def rows():
    inf = math.inf
    published = [
        ('RR', (0.94, 0.87, 1.03), 0.457), ('RR', (0.15, 0.02, 1.2), 0.043), ('RR', (4.24, 1.85, 9.68), 0.022),
        ('OR', (0.73, 0.62, 0.86), 0.3), ('RR', (0.92, 0.8, 1.05), 0.3), ('RD', (-0.05, -0.16, 0.07), 0.25),
        ('RD', (-0.166, -0.322, -0.009), 0.4), ('RD', (-0.1, -0.25, 0.05), 0.3), ('HR', (0.72, 0.55, 0.94), 0.67),
        ('IRR', (6.927, 2.03, 23.64), 2.45e-05), ('IRD', (-7.22, -8.436, -6.0), 13.39)]
    edge = [
        # a risk that would pass 1: at a limit, at the point, exactly, or 0
        ('RR', (4, 2, 9), 0.2), ('RR', (4, 2, 9), 0.5), ('RR', (2, 1.5, 4), 0.5), ('RR', (2, 1.5, 2), 0.5),
        ('RR', (1.5, 0.5, 4.5), 1), ('RD', (0.2, 0.1, 0.3), 0.9), ('RD', (0.1, -0.2, 0.4), 0.15),
        ('RD', (-0.2, -0.3, -0.1), 0.05), ('RD', (0.5, 0.25, 0.75), 0), ('RD', (-0.5, -0.75, -0.25), 1),
        # odds and hazards at risks of nearly and of exactly 0 and 1
        ('OR', (3, 1.5, 6), 0), ('OR', (3, 1.5, 6), 1), ('OR', (3, 1.5, 6), 1e-12), ('OR', (3, 1.5, 6), 1 - 1e-12),
        ('OR', (1e9, 1e6, 1e12), 1e-9), ('OR', (1e-9, 1e-12, 1e-6), 1 - 1e-9), ('OR', (3, 1.5, 6), 1e-300),
        ('OR', (1.0000000001, 0.9999999999, 1.0000000002), 0.5), ('HR', (3, 1.5, 6), 0), ('HR', (3, 1.5, 6), 1),
        ('HR', (3, 1.5, 6), 1e-12), ('HR', (3, 1.5, 6), 1 - 1e-12), ('HR', (0.5, 0.25, 1), 0.5),
        ('HR', (1.0000000001, 0.9999999999, 1.0000000002), 0.5), ('HR', (200, 100, 400), 0.9), ('HR', (3, 1.5, 6), 1e-300),
        # limits of ratios that are 0 or without bound
        ('OR', (0, 0, 2.3), 0.2), ('OR', (inf, 1.7, inf), 0.2), ('OR', (5, 1.2, inf), 0.2), ('RR', (0, 0, 2.3), 0.2),
        ('OR', (0, 0, inf), 0.2), ('OR', (inf, 1.7, inf), 0), ('OR', (0, 0, 2.3), 1), ('RR', (inf, 1.7, inf), 0.2),
        ('RR', (inf, 1.7, inf), 0), ('HR', (0, 0, 2.3), 0.2), ('HR', (inf, 1.7, inf), 0.2), ('IRR', (0, 0, 2.3), 0.2),
        ('IRR', (inf, 1.7, inf), 0.2),
        # differences through 0, from 0, up to 0, and 0 itself
        ('RD', (0.1, -0.05, 0.25), 0.3), ('RD', (0.1, 0, 0.2), 0.3), ('RD', (-0.1, -0.2, 0), 0.3),
        ('RD', (0, -0.1, 0.1), 0.3), ('RD', (0, 0, 0), 0.3), ('RD', (0.25, 0.125, 0.375), 0.25),
        ('RD', (1e-9, -1e-9, 3e-9), 0.3), ('RR', (1, 0.5, 2), 0.1), ('OR', (1, 0.5, 2), 0.1), ('HR', (1, 0.5, 2), 0.1),
        ('RR', (1.2, 1, 1.44), 0.1), ('PETO', (0.6, 0.3, 1.2), 0.004), ('PETO', (1.5, 1.1, 2.05), 0.01),
        # rates of any unit, and below 0
        ('IRR', (1.5, 0.8, 2.8), 1e-6), ('IRR', (1.5, 0.8, 2.8), 1e6), ('IRR', (1, 0.5, 2), 3.5),
        ('IRD', (-0.3, -0.5, -0.1), 0.2), ('IRD', (0.3, -0.1, 0.7), 0.2), ('IRD', (0, -0.1, 0.1), 0.2),
        ('IRD', (-0.2, -0.3, -0.1), 0.2)]
    for src, examples in (('published', published), ('edge', edge)):
        for measure, effects, comparator in examples:
            for event in ('harm', 'benefit'): yield src, measure, effects, comparator, event
    rng = random.Random(19981107)
    for i in range(96):
        measure = ('OR', 'RR', 'RD', 'PETO', 'HR', 'IRR', 'IRD')[i % 7]
        digits = rng.choice((2, 3, 4, 17))
        comparator = log_uniform(rng, 1e-4, 10 if measure in RATES else 1)
        comparator = round_to(comparator if i % 3 or measure in RATES else 1 - comparator, digits)
        y, se = rng.gauss(0, .7), log_uniform(rng, .02, 1)
        scale = {'RD': .2, 'IRD': comparator}.get(measure)
        ends = [y, y - 1.96 * se, y + 1.96 * se]
        effects = [round_to(e * scale if scale else math.exp(e), digits) for e in ends]
        if measure == 'RD': effects = [min(max(e, -1), 1) for e in effects]
        yield 'random', measure, tuple(effects), comparator, ('harm', 'benefit')[i % 2]


def as_input(x): return 'Inf' if x == math.inf else repr(int(x)) if float(x).is_integer() else repr(float(x))

def main():
    with open(os.path.join(HERE, '..', 'fixtures', 'absolute.csv'), 'w', newline='') as file:
        out = csv.writer(file, lineterminator='\n')
        out.writerow(['id', 'src', 'in_measure', 'in_point', 'in_lower', 'in_upper', 'in_comparator', 'in_event'] + KEYS)
        for count, (src, measure, effects, comparator, event) in enumerate(rows()):
            found = absolute(measure, effects, comparator, event)
            inputs = [measure, *map(as_input, effects), as_input(comparator), event]
            out.writerow([f'm-absolute-{count:04d}', src, *inputs, *(fmt(found[k]) for k in KEYS)])
    print('absolute', count + 1)

if __name__ == '__main__':
    main()
