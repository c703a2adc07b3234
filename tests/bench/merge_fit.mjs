// SPDX-License-Identifier: Apache-2.0
// Learns the weights of src/matching/weights.h from a judgement and says how well they do on cases they have not seen
// (docs/matching.md). Says so and ends when there is no data.
//
//   YS_BIN=build/yingshao node tests/bench/merge_fit.mjs
//
// Cases are dealt into five folds by a hash of their name. A pair with a side in the fold is judged by weights learned without
// the fold; a wrong pair between two folds counts half in each, so that all folds together judge every pair once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from './csv.mjs';

const data = process.env.YS_DATA ?? join(import.meta.dirname, '../../../shared/data');
const bin = process.env.YS_BIN ?? join(import.meta.dirname, '../../build/yingshao');
const FOLDS = 5, RIDGE = 4, LOOKALIKE = 5, ROUNDS = 12;
const SETTINGS = [{ power: 0.8, least: 0.38 }];

const table = (...path) => parse(readFileSync(join(...path), 'utf8'));

/** Solves a x = b; destroys both. */
function solve(a, b) {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const c = a[r][i] / a[i][i];
      for (let k = i; k < n; k++) a[r][k] -= c * a[i][k];
      b[r] -= c * b[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

/** Logistic regression by Newton's method; features scaled to variance 1 while learning. rows: { x, same, weight } */
function learn(rows) {
  const p = rows[0].x.length, n = rows.length;
  const mean = Array.from({ length: p }, (_, j) => rows.reduce((s, r) => s + r.x[j], 0) / n);
  const width = mean.map((m, j) => Math.sqrt(rows.reduce((s, r) => s + (r.x[j] - m) ** 2, 0) / n) || 1);
  const scaled = rows.map((r) => [1, ...r.x.map((v, j) => (v - mean[j]) / width[j])]);
  const beta = new Array(p + 1).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const h = beta.map(() => new Float64Array(p + 1)), g = new Float64Array(p + 1);
    scaled.forEach((x, i) => {
      const q = 1 / (1 + Math.exp(-x.reduce((s, v, j) => s + v * beta[j], 0)));
      const error = rows[i].weight * (rows[i].same - q), v = rows[i].weight * Math.max(q * (1 - q), 1e-6);
      for (let j = 0; j <= p; j++) {
        g[j] += error * x[j];
        for (let k = 0; k <= p; k++) h[j][k] += v * x[j] * x[k];
      }
    });
    for (let j = 1; j <= p; j++) {
      h[j][j] += RIDGE;
      g[j] -= RIDGE * beta[j];
    }
    solve(h, g).forEach((d, j) => (beta[j] += Math.max(-3, Math.min(3, d))));
  }
  const weights = mean.map((_, j) => beta[j + 1] / width[j]);
  return { bias: beta[0] - weights.reduce((s, w, j) => s + w * mean[j], 0), weights };
}

/** As match_cluster in src/matching/cluster.c. `pairs`: [a, b, probability]; the label of each of n. */
function cluster(n, pairs, { least, power }) {
  const near = Array.from({ length: n }, () => new Map()), size = new Array(n).fill(1), label = near.map((_, i) => i);
  const members = label.map((i) => [i]);
  for (const [a, b, p] of pairs) {
    if (p < 0.01) continue;
    near[a].set(b, p);
    near[b].set(a, p);
  }
  const mean = (a, b) => near[a].get(b) / (size[a] * size[b]) ** power;
  const bestOf = (a) => [...near[a].keys()].reduce((m, b) => (m === -1 || mean(a, b) > mean(a, m) ? b : m), -1);
  const best = near.map((_, i) => bestOf(i)), alive = new Set(best.flatMap((b, i) => (b >= 0 ? [i] : [])));
  for (;;) {
    let a = -1, top = least;
    for (const i of alive) {
      const m = best[i] >= 0 ? mean(i, best[i]) : 0;
      if (m >= top) [a, top] = [i, m];
    }
    if (a < 0) break;
    const b = best[a];
    alive.delete(b);
    near[a].delete(b);
    near[b].delete(a);
    size[a] += size[b];
    members[a].push(...members[b]);
    for (const [c, p] of near[b]) {
      near[c].delete(b);
      near[a].set(c, (near[a].get(c) ?? 0) + p);
    }
    for (const [c, p] of near[a]) near[c].set(a, p);
    for (const c of [a, ...near[a].keys()]) best[c] = bestOf(c);
    near[b].clear();
  }
  for (const i of alive) for (const m of members[i]) label[m] = i;
  return label;
}

function run(dir) {
  const appeals = join(data, 'appeals'), pairsFile = join(dir, 'pairs.csv');
  execFileSync(bin, ['nlp', 'merge', '--in', join(appeals, 'messages.csv'), '--out', join(dir, 'out.csv'), '--pairs', pairsFile]);
  const { head, rows } = table(pairsFile), texts = table(appeals, 'messages.csv').rows, names = head.slice(3);
  const index = new Map(texts.map((t, i) => [t.id, i])), gold = texts.map(() => ''), size = new Map(), firsts = new Map();
  const first = texts.map(({ title, body }, i) => firsts.get(title + body) ?? (firsts.set(title + body, i), i));
  for (const r of table(appeals, 'merge_dev_gold.csv').rows) gold[index.get(r.message_id)] = r.case_id;
  for (const name of gold) size.set(name, (size.get(name) ?? 0) + 1);
  const alike = table(appeals, 'merge_dev_pairs.csv').rows.map((r) => [index.get(r.id_a), index.get(r.id_b)]);
  const hard = new Set(alike.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const pairs = rows.map((r) => ({ a: index.get(r.a), b: index.get(r.b), x: names.map((name) => Number(r[name])) }));
  const judged = pairs.filter((p) => gold[p.a] && gold[p.b]).map((p) => {
    const same = Number(gold[p.a] === gold[p.b]);
    const weight = same ? 1 / Math.sqrt(Math.max(1, (size.get(gold[p.a]) - 1) / 2)) : hard.has(`${p.a} ${p.b}`) ? LOOKALIKE : 1;
    return { ...p, same, weight };
  });
  const fold = gold.map((name) => (name ? createHash('sm3').update(name).digest()[0] % FOLDS : -1));
  const known = texts.map((_, i) => i).filter((i) => gold[i]), tally = SETTINGS.map(() => ({ all: [0, 0, 0], small: [0, 0, 0], alike: 0 }));
  for (let f = 0; f < FOLDS; f++) {
    const m = learn(judged.filter((p) => fold[p.a] !== f && fold[p.b] !== f));
    const said = pairs.map((p) => [p.a, p.b, 1 / (1 + Math.exp(-m.bias - p.x.reduce((s, v, j) => s + v * m.weights[j], 0)))]);
    SETTINGS.forEach((setting, k) => {
      const joined = cluster(texts.length, said, setting), label = first.map((i) => joined[i]);
      const share = (a, b) => ((fold[a] === f) + (fold[b] === f)) / 2;
      for (const a of known)
        for (const b of known) {
          if (b <= a || !share(a, b)) continue;
          const same = gold[a] === gold[b], put = label[a] === label[b];
          for (const name of size.get(gold[a]) <= 20 && size.get(gold[b]) <= 20 ? ['all', 'small'] : ['all']) {
            if (same && put) tally[k][name][0] += share(a, b);
            if (put) tally[k][name][1] += share(a, b);
            if (same) tally[k][name][2] += share(a, b);
          }
        }
      tally[k].alike += alike.reduce((s, [a, b]) => s + (label[a] === label[b]) * share(a, b), 0);
    });
  }
  const f1 = ([hit, said, there]) => ((2 * hit) / (said + there)).toFixed(3);
  SETTINGS.forEach(({ power, least }, k) =>
    console.log(`power ${power} least ${least}: pairs ${f1(tally[k].all)}, small ${f1(tally[k].small)}, ` +
      `look-alikes ${(tally[k].alike / alike.length).toFixed(3)} (unseen cases)`));
  const { bias, weights } = learn(judged);
  console.log(`BIAS ${bias.toFixed(4)}F`);
  names.forEach((name, j) => console.log(`${weights[j].toFixed(4)}F, /* ${name} */`));
}

if (!existsSync(data)) console.log(`skipped: there is no ${data}`);
else {
  const dir = mkdtempSync(join(tmpdir(), 'merge-'));
  try {
    run(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
