/** Why a workbook is not read. */
export type WorkbookFault =
  | 'not_a_workbook'
  | 'locked'
  | 'broken'
  | 'too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'no_sheet';

/** A workbook that is not read, and why. */
export class WorkbookRefused extends Error {
  readonly fault: WorkbookFault;
  constructor(fault: WorkbookFault) {
    super(fault);
    this.fault = fault;
  }
}
