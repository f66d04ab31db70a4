import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../src/commands/program.ts'
import { environment } from '../src/platform/server/config.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...(readdirSync(path.join(root, 'docs'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs', name.split(path.sep).join('/'))),
]
const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>

const commands = readCommands()

/** Read by scripts and tests, not by the server. */
const ofTheHouse = ['WEB_PORT', 'ANYUE_API', 'TEST_DATABASE_URL', 'CHROME_PATH', 'VITEST_JSON']

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('names files that exist', () => {
    expect(findLostFiles(document, text)).toEqual([])
  })
  test('names npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([a-z-]+)/g)].map(([, name]) => name!)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
  test('names commands that exist', () => {
    expect(findLostCommands(text)).toEqual([])
  })
  test('names settings that exist', () => {
    expect(findLostSettings(text)).toEqual([])
  })
})

test('docs/configuration.md lists exactly the settings of the server', () => {
  const rows = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
  expect(rows.sort()).toEqual(Object.keys(environment.shape).sort())
})

test('what does not exist would be found', () => {
  expect(findLostFiles('README.md', 'see [there](docs/nowhere.md) and `src/nowhere.ts`')).toHaveLength(2)
  expect(findLostCommands('`npm run -s anyue -- fly` and `anyue campaign land <dir>`')).toHaveLength(2)
  expect(findLostSettings('set `ANYUE_NOTHING`')).toEqual(['ANYUE_NOTHING'])
})

/** Links, and paths in backquotes that begin with a folder of the project. */
function findLostFiles(document: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^\w+:/.test(target))
    .map((target) => path.join(path.dirname(document), target))
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const quoted = [...text.matchAll(/`([\w.@/-]+)`/g)]
    .map(([, target]) => target!)
    .filter((target) => target.includes('/') && folders.includes(target.split('/')[0]!))
    .filter((target) => !['data', 'dist', 'node_modules'].includes(target.split('/')[0]!))
  // `platform/server/access.ts` is short for a file below src.
  const short = [...text.matchAll(/`((?:features|platform|shared)\/[\w./-]+)`/g)].map(([, target]) =>
    path.join('src', target!.startsWith('shared/') ? `platform/${target}` : target!),
  )
  return [...links, ...quoted, ...short].filter((target) => !existsSync(path.join(root, target)))
}

/** `anyue <command>` and `npm run -s anyue -- <command>`, with a subcommand where there is one. */
function findLostCommands(text: string): string[] {
  const named = [...text.matchAll(/(?:anyue -- |`(?:npx )?anyue )([a-z]+)(?: ([a-z-]+))?/g)]
  return named
    .map(([, command, subcommand]) => [command!, subcommand] as const)
    .filter(([command, subcommand]) => {
      const known = commands.get(command)
      return !known || (known.length > 0 && subcommand !== undefined && !known.includes(subcommand))
    })
    .map((words) => words.filter(Boolean).join(' '))
}

function findLostSettings(text: string): string[] {
  const known = new Set([...Object.keys(environment.shape), ...ofTheHouse])
  const named = [...text.matchAll(/\b((?:[A-Z][A-Z0-9]*_)+[A-Z0-9]+)\b/g)].map(([, name]) => name!)
  return [...new Set(named)].filter((name) => !known.has(name))
}

/** Commands with their subcommands, as the program itself has them. */
function readCommands(): Map<string, string[]> {
  return new Map(createProgram().commands.map((one) => [one.name(), one.commands.map((sub) => sub.name())]))
}
