/** Entry of the editor's script: says how each block is edited. What a block is stands in its block.json, what it shows in PHP. */
import { editCatalog } from './edit-catalog.ts';
import { editOffer } from './edit-offer.ts';
import { wp } from './wordpress.ts';

// Blocks are rendered by PHP, so a post keeps their attributes and no markup that could grow old.
const save = () => null;

wp.blocks.registerBlockType('kameng/buy', { edit: editOffer('kameng-buy'), save });
wp.blocks.registerBlockType('kameng/product', { edit: editOffer('kameng-product'), save });
wp.blocks.registerBlockType('kameng/catalog', { edit: editCatalog, save });
