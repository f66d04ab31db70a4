/** Lines of a live contest's log. All that its state and its scores are made of stands in them. */
interface Line {
  /** Counts up; the order of arrival. */
  number: number
  /** The server's clock in milliseconds when the request arrived. */
  at: number
}

export type RoundKind = 'required' | 'buzzer' | 'risk'

/** What a round says, repeated in the line that shows a question, so that a log is read without its setup. */
export interface AskingRules {
  kind: RoundKind
  tieBreak: boolean
  points: number
  deduct: number
  /** Taken off for a press before the buzzers are open. */
  foul: number
  /** To answer. */
  seconds: number
  /** To press. */
  buzzSeconds: number
}

export type HostFact =
  | { kind: 'round-begun'; round: string; teams: string[] }
  | { kind: 'turn-set'; team: string; stake: number | null }
  | { kind: 'question-shown'; question: string; round: string; team: string | null; rules: AskingRules }
  /** The clock starts; in a buzzer round the buzzers open. */
  | { kind: 'opened' }
  /** The host says who pressed first: among a tie, or seen with his own eyes. */
  | { kind: 'buzz-decided'; team: string }
  | { kind: 'judged'; team: string; right: boolean; points: number }
  | { kind: 'answer-shown' }
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'adjusted'; team: string; points: number; note: string }
  | { kind: 'ended'; counted: boolean }
  /** After a rehearsal: everything before is as if it had not been. */
  | { kind: 'restarted' }
  /** Those lines are taken back; taken back itself, they are in force again. */
  | { kind: 'undone'; events: number[] }

export interface Press extends Line {
  kind: 'press'
  team: string
  /** Round trip in milliseconds as the telephone measured it. */
  rtt: number | null
}

export type HostEvent = Line & HostFact
export type LiveEvent = HostEvent | Press
