import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { unitReference } from '../org/contract.ts'

const instant = z.iso.datetime()
const day = z.iso.date()
/** `own`: only what the unit took part in itself, not the units below it. Days are local to the campaign, inclusive. */
const reach = z.object({
  unit: z.string().max(64),
  own: z.enum(['true', 'false']).optional(),
  from: day.optional(),
  to: day.optional(),
})

export const ledgerFigure = z.object({
  code: z.string(),
  /** Sum over records, each counted once; null where none counts: blank is not zero. */
  derived: z.number().nullable(),
  adjusted: z.number(),
  adjustments: z.number(),
  records: z.number(),
  /** derived + adjusted; null where there is neither. */
  value: z.number().nullable(),
})

export const readLedgerFigures = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/ledger/figures',
  summary: '台账数：由活动记录、媒体报道和案例随时算出的统计表',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: reach,
  reply: z.object({ unit: unitReference, records: z.number(), figures: z.array(ledgerFigure) }),
  problems: [notFound],
})

/**
 * Of each unit that reported, its records up to the last day the report could tell of: the end of its period, or the
 * day it was sent if that was earlier.
 */
export const compareReports = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/ledger/comparison',
  summary: '台账数与报送数对照：台账只取各单位最近一期报送的期末（提前报送的为报送当日）及以前的记录',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: reach.pick({ unit: true, own: true }),
  reply: z.object({
    /** Units whose report counts. */
    reports: z.number(),
    /** The first and the last of those days; null when nobody reported. */
    through: z.object({ first: day, last: day }).nullable(),
    records: z.number(),
    /** Records that are not compared: later ones, and those of units that did not report. */
    left: z.number(),
    figures: z.array(ledgerFigure.extend({ reported: z.number().nullable() })),
  }),
  problems: [notFound],
})

/** The units right below one, and the unit itself: where a figure comes from. A joint record stands in several rows. */
export const readLedgerBreakdown = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/ledger/figures/:code',
  summary: '一个台账数按下级单位的构成（联合活动在各单位都列出，合计只计一次）',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams.extend({ code: z.string().max(100) }),
  query: reach.omit({ own: true }).extend({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  reply: z.object({
    total: ledgerFigure,
    own: ledgerFigure,
    below: z.array(ledgerFigure.extend({ unit: unitReference, hasBelow: z.boolean() })),
    next: z.string().nullable(),
  }),
  problems: [notFound],
})

export const ledgerEntry = z.object({
  id: z.uuid(),
  source: z.enum(['activity', 'clipping', 'case', 'adjustment', 'public']),
  title: z.string(),
  day,
  units: z.array(unitReference),
  /** Whose event it is, where the asked unit (or, unless `own`, one below it) only took part; else null. */
  host: unitReference.nullable(),
  /** What it adds to the asked indicator; null when none was asked. */
  value: z.number().nullable(),
  /** A picture of it, for /api/files/{id}/thumbnail. */
  picture: z.uuid().nullable(),
  /** Of an adjustment. */
  reason: z.string().nullable(),
})

export const listLedgerEntries = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/ledger/entries',
  summary: '台账明细：一个数由哪些记录构成，最近的在前',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: reach.extend({
    code: z.string().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(ledgerEntry), next: z.string().nullable() }),
  problems: [notFound],
})

export const unknownIndicator = defineProblem('unknown-indicator', 422, '统计表中没有这一项。')
export const sameNumber = defineProblem('same-number', 409, '与现在的台账数相同，无需调整。')
export const alreadyWithdrawn = defineProblem('already-withdrawn', 409, '这次调整已经撤销。')
export const dayOutside = defineProblem('day-outside', 422, '日期不在活动期间内，或还没有到。')

export const adjustmentView = z.object({
  id: z.uuid(),
  unit: unitReference,
  code: z.string(),
  day,
  amount: z.number(),
  before: z.number().nullable(),
  reason: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  withdrawn: z.boolean(),
  /** This one withdraws an earlier one. */
  withdraws: z.uuid().nullable(),
})

/** The unit says what the number is to be; the difference and the reason are kept. The same id twice is one. */
export const adjustFigure = defineRoute({
  method: 'PUT',
  path: '/api/campaigns/:campaign/ledger/adjustments/:adjustment',
  summary: '调整本单位一个台账数（须写明原因，编号由提交方给出，重复提交只记一次）',
  access: { permission: 'ledger.adjust', on: 'unit' },
  params: campaignParams.extend({ adjustment: z.uuid() }),
  query: z.object({ unit: z.string().max(64) }),
  body: z.object({
    code: z.string().max(100),
    /** What the unit's own number up to and including `day` is to be. */
    value: z.int().min(0).max(1_000_000_000),
    day,
    reason: z.string().trim().min(2, '请写明调整的原因').max(500),
  }),
  reply: adjustmentView,
  problems: [notFound, unknownIndicator, sameNumber, dayOutside],
})

export const withdrawAdjustment = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/ledger/adjustments/:adjustment/withdrawal',
  summary: '撤销一次调整（记为一次相反的调整，两次都可查）',
  access: { permission: 'ledger.adjust', on: 'unit' },
  params: campaignParams.extend({ adjustment: z.uuid() }),
  query: z.object({ unit: z.string().max(64) }),
  reply: adjustmentView,
  problems: [notFound, alreadyWithdrawn],
})

export const listAdjustments = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/ledger/adjustments',
  summary: '调整记录，最近的在前',
  access: { permission: 'statistics.read', on: 'unit' },
  params: campaignParams,
  query: z.object({
    unit: z.string().max(64),
    code: z.string().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(adjustmentView),
    next: z.string().nullable(),
    may: z.object({ adjust: z.boolean() }),
  }),
  problems: [notFound],
})
