import { render } from 'preact';
import { Controls } from './controls.tsx';
import { EventLog } from './event-log.tsx';
import { Preview } from './preview.tsx';
import { Snippets } from './snippets.tsx';
import { TokenEditor } from './token-editor.tsx';
import { words } from './words.ts';

function Configure() {
  return (
    <>
      <h1>{words.title}</h1>
      <div class="columns">
        <Controls />
        <div class="results">
          <Preview />
          <TokenEditor />
          <Snippets />
          <EventLog />
        </div>
      </div>
    </>
  );
}

const place = document.querySelector('#configure');
if (place) render(<Configure />, place);
