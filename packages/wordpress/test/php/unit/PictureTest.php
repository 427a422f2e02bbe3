<?php
use Kameng\Shop\CleanSvg;
use PHPUnit\Framework\TestCase;

/** What of a drawing from elsewhere may lie among a shop's pictures. */
final class PictureTest extends TestCase {
	/** @testdox of a drawing only what draws is kept */
	public function test_of_a_drawing_only_what_draws_is_kept(): void {
		$svg = static fn( string $inside, string $more = '' ) => '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"' . $more . '>' . $inside . '</svg>';
		self::assertSame( $svg( '<path d="M0 0h9" fill="#fff"/>' ), CleanSvg::of( $svg( '<path d="M0 0h9" fill="#fff"/>' ) ) );
		foreach ( array( '<script>alert(1)</script>', '<a href="javascript:x"><path/></a>', '<image href="https://x.example/y"/>', '<style>*{}</style>', '<foreignObject/>', '<use href="#a"/>', '<set attributeName="d"/>', '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>', '<?php x ?>', '<!-- x -->', '<![CDATA[<script>]]>' ) as $bad ) {
			self::assertSame( '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', CleanSvg::of( $svg( $bad ) ), $bad );
		}
		self::assertSame( $svg( '<g stroke="url(#a)"/>' ), CleanSvg::of( $svg( '<g onclick="x()" style="a:b" fill="url(https://x.example)" stroke="url(#a)"/>', ' onload="x()"' ) ) );
		foreach ( array( '', 'text', '<html/>', '<!DOCTYPE svg [<!ENTITY a "b">]>' . $svg( '&a;' ), '<svg/>', $svg( str_repeat( ' ', CleanSvg::BYTES_MAX ) ) ) as $wrong ) {
			self::assertNull( CleanSvg::of( $wrong ), substr( $wrong, 0, 20 ) );
		}
	}
}
