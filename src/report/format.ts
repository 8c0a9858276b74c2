/** How a person's terminal looks; formats for machines ignore it. */
export interface RenderOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}
