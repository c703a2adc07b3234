// SPDX-License-Identifier: Apache-2.0
// What the intake machine reaches on the data beside the project (docs/sorting.md); says so and ends when it is not there.
//
//   YS_BIN=build/yingshao node tests/bench/nlp_eval.mjs [classify] [cold] [dispatch] [random]      all when none is named
//
// classify: five folds; a text and its near copies (half of their runs of five characters in common) lie in one fold, the SM3
// of the normalised text of the first of them mod 5. cold: the names of a list of classes teach, the texts are judged.
// dispatch: the earliest 70 % teach, the rest is judged. random: five folds of the same records by the SM3 of their number.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from './csv.mjs';

const data = process.env.YS_DATA ?? join(import.meta.dirname, '../../../shared/data');
const bin = process.env.YS_BIN ?? join(import.meta.dirname, '../../build/yingshao');
const FOLDS = 5;

const quote = (s) => `"${s.replaceAll('"', '""')}"`;
const write = (path, head, rows) =>
  writeFileSync(path, [head, ...rows.map((r) => head.map((h) => r[h]))].map((r) => r.map(quote).join(',')).join('\n') + '\n');
const sm3 = (s, mod) => Number(BigInt('0x' + createHash('sm3').update(s).digest('hex')) % BigInt(mod));
const percent = (x) => (100 * x).toFixed(1).padStart(5) + ' %';

function teach(task, dir, head, train, test) {
  const [a, b, out] = ['train', 'test', 'out'].map((n) => join(dir, n + '.csv'));
  write(a, head, train);
  write(b, head, test);
  process.stdout.write(execFileSync(bin, ['nlp', task, '--train', a, '--test', b, '--out', out]));
  return parse(readFileSync(out, 'utf8')).rows;
}

/** Fold of every text, near copies together. */
function foldsOf(texts) {
  const runs = texts.map((t) => new Set(Array.from({ length: Math.max(1, t.length - 4) }, (_, i) => t.slice(i, i + 5))));
  const first = texts.map((_, i) => i), holders = new Map();
  const root = (i) => (first[i] === i ? i : (first[i] = root(first[i])));
  runs.forEach((set, i) => {
    // copies share most runs, so they share some of the twelve smallest
    for (const run of [...set].sort().slice(0, 12)) {
      const j = holders.get(run);
      if (j === undefined) holders.set(run, i);
      else if (root(i) !== root(j)) {
        const common = [...set].filter((r) => runs[j].has(r)).length;
        if (2 * common >= set.size + runs[j].size - common) first[root(i)] = root(j);
      }
    }
  });
  return texts.map((_, i) => sm3(texts[root(i)], FOLDS));
}

/** Says how good the guesses are, label by label. */
function judged(name, note, pairs) {
  const hit = {}, said = {}, there = {};
  let right = 0, surprise = 0;
  for (const [g, want] of pairs) {
    const ok = g.label === want;
    said[g.label] = (said[g.label] ?? 0) + 1;
    there[want] = (there[want] ?? 0) + 1;
    hit[want] = (hit[want] ?? 0) + ok;
    right += ok;
    surprise += (Number(g.probability) - ok) ** 2;
  }
  const f1 = Object.keys(there).map((l) => [l, (2 * hit[l]) / ((said[l] ?? 0) + there[l])]);
  for (const [label, x] of f1) console.log(`  ${percent(x)}  F1 of ${label}`);
  console.log(`${name}: macro-F1 ${percent(f1.reduce((s, [, x]) => s + x, 0) / f1.length)}${note}, ` +
    `right ${percent(right / pairs.length)}, Brier score of the first guess ${(surprise / pairs.length).toFixed(3)}`);
}

const appeals = () => parse(readFileSync(join(data, 'appeals/classify_train.csv'), 'utf8'));
function classify(dir) {
  const { head, rows } = appeals();
  const fold = foldsOf(rows.map((r) => (r.title + r.body).normalize('NFKC').toLowerCase().replace(/\s+/g, '')));
  const pairs = [];
  for (let f = 0; f < FOLDS; f++) {
    const test = rows.filter((_, i) => fold[i] === f);
    teach('classify', dir, head, rows.filter((_, i) => fold[i] !== f), test).forEach((g, i) => pairs.push([g, test[i].label]));
  }
  judged('classify', ' (TF-IDF with a linear SVM: 90.6 %)', pairs);
}
function cold(dir) {
  const { head, rows } = appeals();
  const known = new Set(rows.map((r) => r.label));
  const names = parse(readFileSync(join(data, 'taxonomy/appeal_labels_3level.csv'), 'utf8')).rows
    .map((t, i) => ({ id: String(i), title: t.三级分类, body: `${t.二级分类}，${t.一级分类}`, label: t.一级分类 }))
    .filter((t) => known.has(t.label));
  judged('cold start', '', teach('classify', dir, head, names, rows).map((g, i) => [g, rows[i].label]));
}

function duties(name, baseline, head, dir, parts) {
  let one = 0, three = 0, all = 0;
  for (const [train, test] of parts) {
    teach('dispatch', dir, head, train, test).forEach((g, i) => {
      const want = test[i].DISPOSE_UNIT_NAME;
      one += g.unit1 === want;
      three += [g.unit1, g.unit2, g.unit3].includes(want);
      all++;
    });
  }
  console.log(`${name}: first ${percent(one / all)}, among three ${percent(three / all)}${baseline}`);
}

const events = () => parse(readFileSync(join(data, 'dispatch/events_train.csv'), 'utf8'));
function dispatch(dir) {
  const { head, rows } = events();
  rows.sort((a, b) => (a.CREATE_TIME < b.CREATE_TIME ? -1 : 1));
  const cut = Math.floor(rows.length * 0.7);
  duties('dispatch, later records', ' (linear SVM: 67 % / 85 %)', head, dir, [[rows.slice(0, cut), rows.slice(cut)]]);
}
function random(dir) {
  const { head, rows } = events();
  const parts = Array.from({ length: FOLDS }, (_, f) => [
    rows.filter((r) => sm3(r.REC_ID, FOLDS) !== f), rows.filter((r) => sm3(r.REC_ID, FOLDS) === f)]);
  duties('dispatch, random folds', '', head, dir, parts);
}

/** The judge of the data has the last word; cases that the weights were not learned from: merge_fit.mjs. */
function merge(dir) {
  const appeals = join(data, 'appeals'), out = join(dir, 'clusters.csv');
  process.stdout.write(execFileSync(bin, ['nlp', 'merge', '--in', join(appeals, 'messages.csv'), '--out', out]));
  process.stdout.write(execFileSync('python3', [join(appeals, 'score_merge.py'), out]));
}

if (!existsSync(data)) console.log(`skipped: there is no ${data}`);
else {
  const tasks = { classify, cold, dispatch, random, merge }, named = process.argv.slice(2), dir = mkdtempSync(join(tmpdir(), 'nlp-'));
  try {
    for (const name of named.length ? named : Object.keys(tasks)) tasks[name](dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
