import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { findBreaches } from './support/boundaries.ts'
import { findCircles, readImportGraph } from './support/import-graph.ts'

const root = path.resolve(import.meta.dirname, '..')
const graph = readImportGraph(path.join(root, 'src'))

describe('imports', () => {
  test('every import is of a file that exists', () => {
    const known = new Set([...graph.keys(), ...listStyles()])
    const lost = [...graph].flatMap(([file, targets]) =>
      targets
        .filter((target) => !known.has(target) && !target.startsWith('../tests/'))
        .map((target) => `${file} → ${target}`),
    )
    expect(lost).toEqual([])
  })

  test('entries → features → platform; queries and routes stay at home; browser code leaves the server alone', () => {
    expect(findBreaches(graph)).toEqual([])
  })

  test('no circles', () => {
    expect(findCircles(graph)).toEqual([])
  })

  test('each of these would be found', () => {
    const breaches = (file: string, target: string) => findBreaches(new Map([[file, [target]]]))
    const forbidden = [
      ['platform/web/shell.tsx', 'features/campaign/desk/use-campaign.ts'],
      ['platform/server/http.ts', 'server.ts'],
      ['features/org/rules.ts', 'server.ts'],
      ['features/accounts/server/set-up.ts', 'features/org/server/queries.ts'],
      ['features/accounts/server/set-up.ts', 'features/org/server/routes.ts'],
      ['features/org/desk/units-page.tsx', 'features/org/server/queries.ts'],
      ['features/org/public/units-page.tsx', 'platform/server/clock.ts'],
      ['features/org/rules.ts', 'platform/server/clock.ts'],
      ['features/org/contract.ts', 'features/org/desk/units-page.tsx'],
      ['platform/shared/problem.ts', 'platform/server/clock.ts'],
      ['platform/web/shell.tsx', 'platform/server/clock.ts'],
      ['platform/server/http.ts', 'platform/web/shell.tsx'],
      ['desk.tsx', 'platform/server/clock.ts'],
    ]
    for (const [file, target] of forbidden)
      expect(breaches(file!, target!), `${file} → ${target}`).toHaveLength(1)
    expect(breaches('features/org/server/routes.ts', 'features/org/server/queries.ts')).toEqual([])
    expect(breaches('server.ts', 'features/org/server/routes.ts')).toEqual([])
  })

  test('features that need each other, and files in a circle, would be found', () => {
    const circle = new Map([
      ['features/a/server/read-a.ts', ['features/b/contract.ts']],
      ['features/b/contract.ts', ['features/c/rules.ts']],
      ['features/c/rules.ts', ['features/a/rules.ts']],
    ])
    expect(findCircles(circle)).toEqual([])
    expect(findBreaches(circle)).toEqual(['features in a circle: a → b → c → a'])
    const files = new Map([
      ['a.ts', ['b.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['b.ts']],
    ])
    expect(findCircles(files)).toEqual([['b.ts', 'c.ts', 'b.ts']])
  })
})

/** Product code works for any city and year; comments and tests may tell an example. */
describe('the engine knows no campaign', () => {
  const words = readCampaignWords()
  const findWords = (text: string) => words.filter((word) => text.includes(word))

  test('no place, unit, indicator, task, date or theme of a campaign is named in src/', () => {
    const found = readSources().flatMap(({ file, text }) =>
      findWords(text).map((word) => `${file} names ${word}`),
    )
    expect(found).toEqual([])
  })

  test('such a word would be found', () => {
    expect(words.length).toBeGreaterThan(100)
    expect(findWords("const city = '晋城市'")).not.toEqual([])
    expect(findWords("if (unit.code === 'zezhou')")).not.toEqual([])
    expect(findWords('const year = 2022')).not.toEqual([])
  })

  /** Names and codes that only a campaign can know. */
  function readCampaignWords(): string[] {
    const folders = readdirSync(path.join(root, 'campaigns'))
    return [...new Set(folders.flatMap(wordsOf))]
  }

  function wordsOf(folder: string): string[] {
    const read = (name: string) => readFileSync(path.join(root, 'campaigns', folder, name), 'utf8')
    const campaign = parseYaml(read('campaign.yaml'), { schema: 'core' })
    const rows = (name: string) =>
      parseCsv(read(name), { columns: true, skip_empty_lines: true, comment: '#' }) as Record<
        string,
        string
      >[]
    const units = rows('org-units.csv').flatMap((row) => [
      `'${row.code}'`,
      row.name!,
      row.shortName!,
      row.divisionCode!,
    ])
    const places = units.filter((word) => word.length >= 2)
    const codes = rows('indicators.csv').flatMap((row) => [row.code!, row.label!])
    const year = String(campaign.startsOn).slice(0, 4)
    return [campaign.key, campaign.title, campaign.theme, campaign.organiser.name, year, ...places, ...codes]
  }

  function readSources(): { file: string; text: string }[] {
    return [...graph.keys()]
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .map((file) => ({
        file,
        text: withoutComments(readFileSync(path.join(root, 'src', file), 'utf8')),
      }))
  }
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

function listStyles(): string[] {
  return (readdirSync(path.join(root, 'src'), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.css'))
    .map((file) => file.split(path.sep).join('/'))
}
