"""Large tables through the 50-digit oracle, to tests/fixtures/large.csv. Needs oracle.py on PYTHONPATH.

Columns: fn, four inputs, then name=value pairs."""
import sys, os, csv
import oracle as o
from mpmath import mpf
rows = []
def keep(fn, args, out, keys):
    rows.append([fn] + [repr(float(a)) for a in args] + [k + '=' + o.fmt(out[k]) for k in keys])
EX = ['cmle', 'ex_lo_95', 'ex_hi_95', 'mid_lo_99', 'mid_hi_99', 'p_central', 'p_mid', 'p_minlike']
for t in [(20000, 30000, 19000, 31000), (310000, 690000, 308000, 692000), (500000, 500000, 100000, 900000), (9, 999991, 3, 2999997),
          (999, 1, 500, 500), (250, 3, 2, 900), (31000000, 69000000, 30990000, 69010000), (100, 99999900, 40, 99999960), (3, 99999997, 99999990, 10)]:
    keep('or_exact', t, o.or_exact(*t), EX)
IX = ['ex_lo_95', 'ex_hi_95', 'mid_lo_99', 'mid_hi_99', 'sc_lo_95', 'sc_hi_95', 'p_central', 'p_mid', 'sc_p']
for t in [(100000, 1e6, 99000, 1e6), (5000000, 2.5e6, 4990000, 2.5e6), (30000000, 1e7, 7, 2.5), (1, 1e-6, 12345678, 12.0)]:
    keep('irr_exact', t, o.irr_exact(*t), IX)
RX = ['mn_lo_95', 'mn_hi_95', 'mee_lo_99', 'mee_hi_99', 'mn_p']
QX = ['mn_lo_95', 'mn_hi_95', 'koop_lo_99', 'koop_hi_99', 'mn_p']
OX = ['mn_lo_95', 'mn_hi_95', 'sc_lo_99', 'sc_hi_99', 'mn_p']
NX = ['newc_lo_95', 'newc_hi_95', 'ac_lo_99', 'ac_hi_99']
for t in [(31000000, 69000000, 30990000, 69010000), (1e12, 3e12, 1e12 + 7e6, 3e12), (5e14, 5e14, 5e14 + 1e7, 5e14 - 1e7), (1e15 - 3, 3, 1e15 - 5, 5), (2, 1e15, 7, 1e15),
          (1e15, 0, 1, 1e15), (0, 1e15, 3, 1e9), (1, 1e15, 1e15, 1)]:
    keep('score_rd', t, o.score_rd(*t), RX); keep('rd_ci', t, o.rd_ci(*t), NX)
    keep('score_rr', t, o.score_rr(*t), QX); keep('score_or', t, o.score_or(*t), OX)
for t in [(10 ** 15, 1.0), (10 ** 6, 3.0)][1:]:
    keep('rate', t + (0, 0), o.rate1(*t), ['ex_lo_95', 'ex_hi_95', 'mid_lo_99', 'mid_hi_99'])
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'large.csv')
csv.writer(open(out, 'w', newline=''), lineterminator='\n').writerows(rows)
print(len(rows), 'rows')
