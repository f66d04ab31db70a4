/** Keys of the campaign and the contest that a part of the page is about. */
export interface PartProps {
  campaign: string
  contest: string
}
