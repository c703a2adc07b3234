// SPDX-License-Identifier: Apache-2.0
// Demo cities for the tests that need a running program. Making one takes seconds on SQLite and ten on PostgreSQL, so that a
// run of many files makes one for each engine and copies it (YS_CITY_TEMPLATE names its folder); a file run alone makes its own.
//
//   node tests/demo_city.mjs DIR sqlite|postgres    makes the city to copy
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
export const bin = process.env.YS_BIN ?? path.join(root, 'build/yingshao')
const PRINTED = 'accounts.txt' // what init printed
const PG_TEMPLATE = 'ys_template'

function run(...args) {
  const done = spawnSync(bin, args, { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${args[0]} failed: ${done.error ?? ''}${done.stdout}${done.stderr}`)
  return done.stdout
}

function psql(sql) {
  const done = spawnSync('psql', [process.env.YS_TEST_PG, '-qc', sql], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`psql: ${done.stderr}`)
}

const pgUrl = (name) => process.env.YS_TEST_PG.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)

/** Keys, files and database of a new city in `dir`: {where, printed, drop}. */
function make(dir, engine) {
  const template = process.env.YS_CITY_TEMPLATE
  const name = `ys_${process.pid}_${Date.now()}`
  const where = ['--var', dir, ...(engine === 'postgres' ? ['--db', pgUrl(name)] : [])]
  if (engine === 'postgres') psql(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${PG_TEMPLATE}` : ''}`)
  if (template) fs.cpSync(template, dir, { recursive: true })
  const printed = template ? fs.readFileSync(path.join(dir, PRINTED), 'utf8') : run('init', '--demo', ...where)
  return { where, printed, drop: () => engine === 'postgres' && psql(`DROP DATABASE ${name}`) }
}

function passwordsOf(printed) {
  const passwords = {}
  for (const line of printed.split('\n')) {
    const [login, password] = line.trim().split(/\s+/)
    if (/^[a-z]+01$/.test(login ?? '')) passwords[login] = password
  }
  return passwords
}

function freePort() {
  return new Promise((resolve) => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => resolve(port))
    })
  })
}

/**
 * Makes a city in a temporary folder and serves it: {base, port, passwords, where, dir, log, stop}. With `days` it has lived them,
 * from the day `from` on, with `perDay` appeals each. `prepare` changes the city before it is
 * served. `config`: a settings file; `settings`: the text of one, in which `$DIR` is the city's own folder.
 */
export async function serveDemo({ engine = 'sqlite', days = 0, from, perDay = 60, prepare, config, settings } = {}) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ys-city-'))
  const { where, printed, drop } = make(dir, engine)
  if (days) run('simulate', '--from', from, '--days', String(days), '--per-day', String(perDay), ...where)
  prepare?.({ dir, where })
  if (settings) {
    config = path.join(dir, 'yingshao.ini')
    fs.writeFileSync(config, settings.replaceAll('$DIR', dir))
  }
  const port = await freePort()
  const logFile = path.join(dir, 'serve.log')
  const out = fs.openSync(logFile, 'w')
  const child = spawn(bin, ['serve', ...(config ? ['--config', config] : []), ...where, '--port', String(port)], { cwd: root, stdio: ['ignore', out, out] })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const base = `http://127.0.0.1:${port}`
  const log = () => fs.readFileSync(logFile, 'utf8')
  const stop = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 15000)
    await exited
    clearTimeout(late)
    drop()
    fs.rmSync(dir, { recursive: true, force: true })
  }
  for (let i = 0; ; i++) {
    const ready = await fetch(`${base}/readyz`).then((r) => r.ok, () => false)
    if (ready) return { base, port, passwords: passwordsOf(printed), where, dir, log, stop }
    if (i === 100 || child.exitCode !== null) throw new Error(`server did not start: ${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dir, engine] = process.argv.slice(2)
  if (engine === 'postgres') psql(`CREATE DATABASE ${PG_TEMPLATE}`)
  const printed = run('init', '--demo', '--var', dir, ...(engine === 'postgres' ? ['--db', pgUrl(PG_TEMPLATE)] : []))
  fs.writeFileSync(path.join(dir, PRINTED), printed)
}
