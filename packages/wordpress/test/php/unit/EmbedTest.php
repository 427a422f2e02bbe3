<?php
use Kameng\Embed\CleanOptions;
use Kameng\Embed\Element;
use PHPUnit\Framework\TestCase;

final class EmbedTest extends TestCase {
	private const PRODUCT = 'prd_01k0dem0game00000000000001';

	/** @testdox options that are not what they say are dropped, and the site fills in */
	public function test_options_that_are_not_what_they_say_are_dropped_and_the_site_fills_in(): void {
		$options = CleanOptions::of(
			array( 'product' => self::PRODUCT, 'quantity' => '0', 'coupon' => '"><script>', 'mode' => 'overlay', 'columns' => '9', 'limit' => '100', 'ref' => 'bad ref', 'onclick' => 'x' ),
			array( 'site' => 'pk_test_demo', 'ref' => 'DEMO01', 'theme' => '', 'lang' => 'en' )
		);
		self::assertSame( array( 'product' => self::PRODUCT, 'mode' => 'overlay', 'limit' => '100', 'site' => 'pk_test_demo', 'ref' => 'DEMO01', 'lang' => 'en' ), $options );
		self::assertSame( array(), CleanOptions::of( '', array() ) );
		self::assertSame( array(), CleanOptions::of( array( 'product' => array( 'x' ) ), array() ) );
	}

	/** @testdox every element is a link that works, and nothing gets out of its quotes */
	public function test_every_element_is_a_link_that_works_and_nothing_gets_out_of_its_quotes(): void {
		$html = Element::around_link( 'kameng-buy', 'https://pool.example', array( 'product' => self::PRODUCT, 'site' => 'pk_1', 'coupon' => '"\'<&' ), '<b>&', 'button' );
		self::assertSame( '<kameng-buy product="' . self::PRODUCT . '" site="pk_1" coupon="&quot;&#039;&lt;&amp;"><a class="button" href="https://pool.example/buy/' . self::PRODUCT . '?site=pk_1&amp;coupon=%22%27%3C%26" rel="nofollow">&lt;b&gt;&amp;</a></kameng-buy>', $html );
	}

	/** @testdox a shelf holds links to its products, which carry site and referral but not the shelf's own options */
	public function test_a_shelf_holds_links_to_its_products_which_carry_site_and_referral_but_not_the_shelfs_own_options(): void {
		$html = Element::shelf( 'https://pool.example', array( 'site' => 'pk_1', 'ref' => 'AB12', 'category' => 'games' ), array( array( 'id' => self::PRODUCT, 'name' => '星辰' ) ) );
		self::assertSame( '<kameng-catalog site="pk_1" ref="AB12" category="games"><ul><li><a href="https://pool.example/buy/' . self::PRODUCT . '?site=pk_1&amp;ref=AB12" rel="nofollow">星辰</a></li></ul></kameng-catalog>', $html );
		self::assertSame( '<kameng-catalog></kameng-catalog>', Element::shelf( 'https://pool.example', array(), array() ) );
	}
}
